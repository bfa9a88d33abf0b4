using Funding.Drills.Servers;
using Funding.Host.Security;

namespace Funding.Drills.Running;

/// <summary>How the hosts of a scene differ from the usual.</summary>
internal sealed record Setting
{
    /// <summary>How each host reaches the database; directly by default.</summary>
    public Func<DrillDatabase, IReadOnlyList<string>>? Ways { get; init; }

    /// <summary>Environment variables of each host.</summary>
    public IReadOnlyList<IEnumerable<KeyValuePair<string, string>>>? Environments { get; init; }

    /// <summary>Whether domain time is the real one rather than the simulated.</summary>
    public bool IsRealTime { get; init; }

    /// <summary>Where its database is made; the server of the run by default.</summary>
    public DrillServer? Server { get; init; }

    /// <summary>Whether nothing is broken that may make a message arrive twice.</summary>
    public bool ArrivesOnce { get; init; }

    /// <summary>The mail server of the hosts; one of their own by default.</summary>
    public Postbox? Postbox { get; init; }

    /// <summary>How many receivers of webhooks subscribe.</summary>
    public int Receivers { get; init; } = 1;

    /// <summary>What they subscribe to; by default enough of the log to see order and completeness, without a message for each event.</summary>
    public IReadOnlyList<string> Types { get; init; } = ["payment_made", "health_project_submitted", "health_project_deemed_validated", "recovery_ordered", "notice.*"];

    /// <summary>Who issues tokens; this process by default.</summary>
    public Func<HostProcess, TokenRequest, Task<string>>? Issue { get; init; }
}
