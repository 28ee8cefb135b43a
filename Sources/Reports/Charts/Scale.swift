import Foundation

/// The one function of the C library that charts need.
enum Scale {
    static func log10(_ value: Double) -> Double { Foundation.log10(value) }
}
