namespace Funding.Host.Web.Help;

/// <summary>What an officer should know of a rule. In French, in our own words; the rule itself is what the software does.</summary>
/// <param name="Number">Its number: 5 for R5.</param>
/// <param name="Title">What it is about.</param>
public sealed record HelpRule(int Number, string Title)
{
    /// <summary>What it says, by paragraph.</summary>
    public required IReadOnlyList<string> Says { get; init; }

    /// <summary>When one meets it.</summary>
    public required string Met { get; init; }

    /// <summary>What to do then.</summary>
    public required IReadOnlyList<string> Do { get; init; }

    /// <summary>What no text at hand settles, and the software decides.</summary>
    public IReadOnlyList<string> Assumed { get; init; } = [];

    /// <summary>The problem types that it raises.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>Where it comes from; empty for rules of the software's own.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary><c>R5</c>.</summary>
    public string Name => $"R{Number}";

    /// <summary>The address of its page.</summary>
    public string Address => $"/aide/r{Number}";
}
