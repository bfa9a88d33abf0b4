using Funding.Engine.Ledger.Heads;
using Funding.Engine.Ledger.Trees;

namespace Funding.Host.Ledger.Verifying;

/// <summary>Hashes of leaves noted when they were sealed: what tells the first position that differs.</summary>
/// <param name="Name">Where they are, in French.</param>
/// <param name="From">Those from a position on.</param>
internal sealed record NotedLeaves(string Name, Func<long, CancellationToken, IAsyncEnumerable<TreeHash>> From)
{
    /// <summary>Those of the folder outside the database.</summary>
    public static NotedLeaves Of(LedgerFolder folder) => new($"le dossier {folder.Location}", (from, _) => folder.Leaves(from).ToAsyncEnumerable());
}
