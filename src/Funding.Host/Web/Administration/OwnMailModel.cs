using Funding.Domain.Refusing;

namespace Funding.Host.Web.Administration;

/// <summary>A person's own e-mail.</summary>
public sealed record OwnMailModel
{
    /// <summary>The address, as it was written; empty for none.</summary>
    public required string Address { get; init; }

    /// <summary>The slugs of the kinds that are sent.</summary>
    public required IReadOnlyCollection<string> Kinds { get; init; }

    /// <summary>Why no e-mail leaves this host; null where it does.</summary>
    public required string? NoMail { get; init; }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Whether it has just been set.</summary>
    public bool IsSet { get; init; }

    internal string? FaultOf(string member) => Faults.FirstOrDefault(fault => fault.Pointer.StartsWith("/" + member, StringComparison.Ordinal))?.Message;
}
