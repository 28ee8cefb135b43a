extension Schema {
    /// Exports of comments ask what the purges after one took.
    static let purgedIndex = "CREATE INDEX purgedPurge ON purged (purgeID)"
}
