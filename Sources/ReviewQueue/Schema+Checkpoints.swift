extension Schema {
    /// How far the files of a desk's sources were read.
    static let checkpoints = [
        // Beside `checkpoint`, which tells of every input of a run: this is what the next run goes on
        // from. `digest` is of the bytes before `offset`; the file's own columns are those of its
        // opening, so that what was written since does not look old. `reading` is how it was read.
        """
        CREATE TABLE fileCheckpoint (
            sourceID INTEGER NOT NULL REFERENCES source,
            input TEXT NOT NULL,
            offset INTEGER NOT NULL CHECK (offset >= 0),
            line INTEGER NOT NULL CHECK (line > 0),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            device INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            size INTEGER NOT NULL,
            modifiedAt INTEGER NOT NULL,
            reading TEXT NOT NULL,
            PRIMARY KEY (sourceID, input)
        ) STRICT, WITHOUT ROWID
        """
    ]
}
