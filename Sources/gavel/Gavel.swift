import ArgumentParser
@main struct Gavel: ParsableCommand {}
