public import FoundationEssentials

/// What a machine that watches a desk wants to know after a run of ingest; holds no text and no author.
public struct IngestFigures: Sendable {
    /// What the desk is called, to tell it from others on the same machine.
    public var desk: String
    public var finishedAt: Date
    /// The newest run that ended well; `nil` when none did.
    public var lastSuccess: Date?
    /// Of the whole run.
    public var seconds: Double
    public var exitStatus: Int
    /// What the run did; `nil` when it ended before it was known.
    public var run: RunSummary?
    /// How the desk stands; `nil` when its database could not be asked.
    public var backlog: Backlog?
    /// Whether each source of `desk.yaml` that was asked failed, in file order; may be empty.
    public var sources: [(name: SourceName, failed: Bool)]

    /// How a desk stands.
    public struct Backlog: Sendable, Equatable {
        /// The newest revisions by what the machine suggested.
        public var routes: [Route: Int]
        public var setAside: Int
        /// Items that wait.
        public var open: Int
        /// Of those, the ones that the machine suggests holding.
        public var held: Int
        public var oldestOpen: Date?

        public init(
            routes: [Route: Int], setAside: Int, open: Int, held: Int, oldestOpen: Date?
        ) {
            self.routes = routes
            self.setAside = setAside
            self.open = open
            self.held = held
            self.oldestOpen = oldestOpen
        }
    }

    public init(
        desk: String, finishedAt: Date, lastSuccess: Date?, seconds: Double, exitStatus: Int,
        run: RunSummary?, backlog: Backlog?, sources: [(name: SourceName, failed: Bool)]
    ) {
        self.desk = desk
        self.finishedAt = finishedAt
        self.lastSuccess = lastSuccess
        self.seconds = seconds
        self.exitStatus = exitStatus
        self.run = run
        self.backlog = backlog
        self.sources = sources
    }
}
