/// A number of at most 32 bits, in as many: of a million texts each byte is a megabyte that has to be
/// cleared and fetched.
///
/// **Traps** on a number that is larger, as adding beyond the end of `Int` does.
@propertyWrapper public struct Small: Sendable, Equatable {
    @usableFromInline var stored: Int32

    @inlinable public init(wrappedValue: Int) { stored = Int32(wrappedValue) }

    @inlinable public var wrappedValue: Int {
        get { Int(stored) }
        set { stored = Int32(newValue) }
    }
}

/// An index, or none, in 32 bits.
@propertyWrapper public struct SmallIndex: Sendable, Equatable {
    @usableFromInline var stored: Int32

    @inlinable public init(wrappedValue: Int?) { stored = wrappedValue.map { Int32($0) } ?? -1 }

    @inlinable public var wrappedValue: Int? {
        get { stored < 0 ? nil : Int(stored) }
        set { stored = newValue.map { Int32($0) } ?? -1 }
    }
}

/// The number of a row, or none, in 64 bits: rows are numbered from 1.
@propertyWrapper public struct RowNumber: Sendable, Equatable {
    @usableFromInline var stored: Int64

    @inlinable public init(wrappedValue: Int64?) { stored = wrappedValue ?? 0 }

    @inlinable public var wrappedValue: Int64? {
        get { stored == 0 ? nil : stored }
        set { stored = newValue ?? 0 }
    }
}
