namespace Funding.Drills.Running;

/// <summary>What the command line asked for.</summary>
internal sealed record Choice
{
    /// <summary>Of all dice: who acts how and what is killed when, as far as processes can be made to repeat themselves.</summary>
    public int Seed { get; init; } = 1;

    public int HostKills { get; init; } = 200;

    public int PostgresKills { get; init; } = 50;

    /// <summary>Answers cut between the commit and the host.</summary>
    public int Cuts { get; init; } = 200;

    public int Freezes { get; init; } = 10;

    public int RebuildKills { get; init; } = 10;

    /// <summary>How often a peer goes through all its bad manners.</summary>
    public int PeerRounds { get; init; } = 10;

    /// <summary>Events among which poison is put.</summary>
    public int PoisonedEvents { get; init; } = 10_000;

    /// <summary>Callers at the same time.</summary>
    public int Callers { get; init; } = 8;

    /// <summary>The whole of what was done is checked each time so many were killed, and at the end.</summary>
    public int CheckEach { get; init; } = 10;

    /// <summary>Whether the controls are run.</summary>
    public bool Controls { get; init; } = true;

    /// <summary>Whether controls that take ten seconds and more are run too.</summary>
    public bool LongControls { get; init; } = true;

    /// <summary>Drills at the same time, each on databases of its own. What is measured is measured one after the other.</summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>What hosts are started with besides the usual; nothing, as who runs them does.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> OfHosts { get; init; } = [];

    /// <summary>Names of drills; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>About two minutes, for every build.</summary>
    /// <remarks>A host is started some forty times and does little: without counting for the compiler and heaps for servers that costs a third less, and changes nothing of what it does.</remarks>
    public static Choice Short { get; } = new()
    {
        HostKills = 4, PostgresKills = 3, Cuts = 12, Freezes = 1, RebuildKills = 2, PeerRounds = 1, PoisonedEvents = 500, LongControls = false, CheckEach = 100, Callers = 6, AtOnce = 2,
        OfHosts = [new("DOTNET_TieredPGO", "0"), new("DOTNET_gcServer", "0")],
    };
}
