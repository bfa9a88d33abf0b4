using Funding.Engine.Ledger.Trees;
using Funding.Engine.Proving;
using Funding.Host.Presentation;

namespace Funding.Host.Ledger.Verifying;

/// <summary>
/// Verifies a log: recomputes its tree and compares it with the signed heads and with the leaves noted when it was sealed. Heads decide whether the log
/// is intact; leaves tell the position. Where there are no heads for what differs, the leaves decide.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="heads">Signed heads, from inside and outside the database.</param>
/// <param name="noted">Leaves noted, the most trustworthy first.</param>
internal sealed class LogCheck(ILog log, NotedHeads heads, IReadOnlyList<NotedLeaves> noted)
{
    private readonly Frontier tree = new();
    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);
    private readonly long?[] differences = new long?[noted.Count];
    private LogFault? structural;

    /// <summary>Reads the log to its end.</summary>
    public async Task<Verdict> RunAsync(IProgress<int>? progress, CancellationToken cancellation)
    {
        var leaves = noted.Select(one => one.From(1, cancellation).GetAsyncEnumerator(cancellation)).ToList();
        try
        {
            heads.Compare(tree);
            await foreach (var lines in log.ReadAsync(1, cancellation))
            {
                foreach (var line in lines) await AddAsync(line, leaves);
                progress?.Report((int)tree.Size);
            }

            heads.End();
            for (var i = 0; i < leaves.Count; i++)
                if (differences[i] is null && await leaves[i].MoveNextAsync()) differences[i] = tree.Size + 1;
        }
        finally
        {
            foreach (var one in leaves) await one.DisposeAsync();
        }

        return new Verdict(tree.Size, tree.Root, heads.Heard, [.. await FaultsAsync(cancellation)]);
    }

    private async Task AddAsync(LogLine line, List<IAsyncEnumerator<TreeHash>> leaves)
    {
        var position = tree.Size + 1;
        structural ??= Structure(line, position);
        var leaf = line.Leaf;
        tree.Add(leaf);
        for (var i = 0; i < leaves.Count; i++)
            if (differences[i] is null && await leaves[i].MoveNextAsync() && leaves[i].Current != leaf) differences[i] = position;
        heads.Compare(tree);
    }

    /// <summary>What a line shows by itself: its place, and its place in its stream.</summary>
    private LogFault? Structure(LogLine line, long position)
    {
        if (line.Line is null) return new(FaultKind.Removed, position, $"L'événement de la position {French.Of(position)} a été supprimé ; sa place dans le registre est restée.");
        if (line.Position > position) return new(FaultKind.Removed, position, $"La position {French.Of(position)} manque : la position {French.Of(line.Position)} vient à sa place.");
        if (line.Position < position) return new(FaultKind.Reordered, position, $"À la place {French.Of(position)} se trouve l'événement qui dit être à la position {French.Of(line.Position)}.");
        if (line.Stream.Length == 0) return null;
        var before = versions.GetValueOrDefault(line.Stream);
        versions[line.Stream] = line.Version;
        return line.Version == before + 1 ? null
            : new(line.Version > before ? FaultKind.Removed : FaultKind.Inserted, position, $"Flux {line.Stream} : la version {French.Of(line.Version)} suit la version {French.Of(before)}, à la position {French.Of(position)}.");
    }

    private async Task<IEnumerable<LogFault>> FaultsAsync(CancellationToken cancellation)
    {
        var faults = new List<LogFault>();
        var first = Array.FindIndex(differences, difference => difference is not null);
        if (heads.Broken is { } broken)
        {
            // Leaves noted elsewhere than the log was changed tell where; the earliest of those that some head bears out.
            var telling = Enumerable.Range(0, noted.Count).Where(i => differences[i] > heads.HeldSize && differences[i] <= broken.Size).Cast<int?>().FirstOrDefault();
            faults.Add(telling is { } at ? await Classification.OfAsync(log, noted[at], differences[at]!.Value, cancellation)
                : structural ?? Between(heads.HeldSize, broken.Size));
        }
        else if (structural is not null)
        {
            faults.Add(structural);
        }
        else if (first >= 0)
        {
            var position = differences[first]!.Value;
            faults.Add(position <= heads.HeldSize
                ? new LogFault(FaultKind.Note, position, $"Le journal est celui qui a été signé, mais la trace de la position {French.Of(position)} dans {noted[first].Name} est fausse.")
                : await Classification.OfAsync(log, noted[first], position, cancellation));
        }

        return faults.Concat(heads.Faults);
    }

    private LogFault Between(long held, long broken)
        => tree.Size < broken && tree.Size == held
            ? new(FaultKind.Truncated, tree.Size + 1, $"Le journal s'arrête à la position {French.Of(tree.Size)} ; une empreinte signée en couvre {French.Of(broken)}.")
            : new(FaultKind.Altered, held + 1, $"Le journal n'est plus celui qui a été signé : la différence est entre les positions {French.Of(held + 1)} et {French.Of(broken)}.");
}
