using Funding.Engine.Appending;

namespace Funding.Marten.Telling;

/// <summary>What is to be told of an act: it leaves through the bus's outbox, in the transaction of the act.</summary>
/// <param name="Rows">In the order in which it is told.</param>
public sealed record Told(IReadOnlyList<OutboxRow> Rows)
{
    /// <summary>What is to be told of an act, or null when nothing is.</summary>
    internal static Told? Of(Append append) => OutboxRow.Of([append]) is { Count: > 0 } rows ? new Told(rows) : null;
}
