import Moderation

extension KeyTable {
    /// The lists that the digits stand for, from 1 on.
    public static let lists: [QueueSource] = [
        .queue(.open), .queue(.held), .queue(.queued), .queue(.reported), .queue(.appeals),
        .queue(.escalated), .queue(.second), .queue(.sample), .campaigns,
    ]

    static let usualRows: [KeyRow] = [
        KeyRow(.approve, ["f"], "approve", "approve it", changesDesk: true),
        KeyRow(
            .hide, ["d"], "hide", "hide it, for a reason that a digit or letter names",
            changesDesk: true),
        KeyRow(.spam, ["s"], "spam", "mark it as spam", changesDesk: true),
        KeyRow(
            .skip, ["space"], "skip", "leave it to somebody else; nobody asks why",
            changesDesk: true),
        KeyRow(
            .escalate, ["e"], "escalate", "ask a lead; of what waits for a lead, give it back",
            changesDesk: true),
        KeyRow(
            .undo, ["u"], "undo", "take back the decision on it, else your newest one",
            changesDesk: true),
        KeyRow(.next, ["j", "down"], "next", "go on without deciding"),
        KeyRow(.previous, ["k", "up"], "back", "go back to the one before"),
        KeyRow(.help, ["?"], "help", "show every key"),
        KeyRow(.quit, ["q", "ctrl-c"], "quit", "stop, with a summary"),
        KeyRow(
            .reveal, ["enter"], "show",
            "show a severe comment's words, or what is new about a comment"),
        KeyRow(.note, ["n"], "note", "keep a private note on it", changesDesk: true),
        KeyRow(.rules, ["r"], "rules", "show why it is here and what would change that"),
        KeyRow(.conversation, ["v"], "conversation", "show what it answers and what answers it"),
        KeyRow(.article, ["A"], "article", "show the article"),
        KeyRow(.author, ["a"], "author", "show what is known of its author"),
        KeyRow(.history, ["h"], "history", "show all that was decided and said about it"),
        KeyRow(.quotations, ["\""], "quotes", "hide what is quoted, or show it again"),
        KeyRow(.mark, ["x"], "mark", "mark it and go on, or take its mark off", changesDesk: true),
        KeyRow(
            .markGroup, ["X"], "group", "mark its campaign, or its author's repeats",
            changesDesk: true),
        KeyRow(
            .decideMarked, ["D"], "marked", "decide all marked ones, after a preview",
            changesDesk: true),
        KeyRow(
            .undoList, ["U"], "decided", "list your decisions, to take one back", changesDesk: true),
        KeyRow(.search, ["/", "ctrl-f"], "search", "search all comments by words or id"),
        KeyRow(
            .queue, (1...9).map(String.init), "lists",
            "go to a list: open, held, queued, reported, appeals, escalated, second, sample, campaigns"
        ),
        KeyRow(.nextQueue, ["t"], "next list", "go to the next list that has something"),
        KeyRow(.takeOver, ["c"], "take over", "take it over from who reads it", changesDesk: true),
        KeyRow(.zen, ["z"], "zen", "show the comment alone, or everything again"),
        KeyRow(.scrollDown, ["page-down", "ctrl-d"], "down", "scroll down"),
        KeyRow(.scrollUp, ["page-up", "ctrl-u"], "up", "scroll up"),
        KeyRow(.redraw, ["ctrl-l"], "redraw", "draw the screen anew"),
        KeyRow(.suspend, ["ctrl-z"], "pause", "go back to the shell; fg comes back"),
    ]

    /// Sets of keys by name, as changes to the usual ones.
    ///
    /// **Source**: WordPress's keys for comment moderation; vi's for moving, with `y` and `x` as yes and no.
    static let presets: [(name: String, changes: [(ReviewAction, [String])])] = [
        ("coral", []),
        (
            "vim",
            [
                (.approve, ["y"]), (.hide, ["x"]), (.mark, ["m"]), (.markGroup, ["M"]),
                (.note, ["o"]), (.search, ["/"]), (.quit, ["q", "Z", "ctrl-c"]),
                (.scrollDown, ["ctrl-d", "ctrl-f", "page-down"]),
                (.scrollUp, ["ctrl-u", "ctrl-b", "page-up"]),
            ]
        ),
        (
            "wordpress",
            [
                (.approve, ["a"]), (.author, ["w"]), (.undo, ["z"]), (.undoList, ["Z"]),
                (.zen, ["o"]),
            ]
        ),
    ]

    public static let presetNames = presets.map(\.name)
}
