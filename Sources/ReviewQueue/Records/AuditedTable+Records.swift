extension AuditedTable {
    static let purges = AuditedTable("purge", written: ["reason"])
    static let holds = AuditedTable("legalHold", written: ["reason"])
    static let releases = AuditedTable("legalRelease", written: ["reason"])

    static let records = [purges, holds, releases]
}
