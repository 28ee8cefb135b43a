extension AuditedTable {
    static let siteOrders = AuditedTable("siteOrder")
    /// Programs write details in words of their own.
    static let siteResults = AuditedTable("siteResult", written: ["detail"])

    static let site = [siteOrders, siteResults]
}
