using Funding.Engine.Ledger.Trees;
using Funding.Engine.Proving;
using Funding.Host.Presentation;

namespace Funding.Host.Ledger.Verifying;

/// <summary>Tells what was done to a log at the first position where it differs from the leaves noted: reads on from there, on both sides.</summary>
internal static class Classification
{
    public static async Task<LogFault> OfAsync(ILog log, NotedLeaves noted, long position, CancellationToken cancellation)
    {
        var expected = new List<TreeHash>();
        await foreach (var leaf in noted.From(position, cancellation)) expected.Add(leaf);
        LogLine? there = null;
        long? movedTo = null;
        var place = position;
        await foreach (var lines in log.ReadAsync(position, cancellation))
        {
            foreach (var line in lines)
            {
                if (there is null) there = line;
                else if (line.LeafAt(position) == expected[0]) movedTo = place;
                place++;
                if (movedTo is not null) return Told(position, there, movedTo, expected);
            }
        }

        return there is null ? new LogFault(FaultKind.Truncated, position, $"Le journal s'arrête avant la position {French.Of(position)} ; {Some(expected.Count, "scellé manque", "scellés manquent")}.") : Told(position, there, null, expected);
    }

    private static LogFault Told(long position, LogLine there, long? movedTo, List<TreeHash> expected)
    {
        return (movedTo, PlaceOf(there, position, expected)) switch
        {
            _ when there.Line is null => new(FaultKind.Removed, position, $"L'événement scellé à la position {French.Of(position)} a été supprimé."),
            ({ } to, not null) => new(FaultKind.Reordered, position, $"L'événement scellé à la position {French.Of(position)} se trouve à la place {French.Of(to)}."),
            ({ } to, _) => new(FaultKind.Inserted, position, $"{Some(to - position, "qui n'a pas été scellé se trouve", "qui n'ont pas été scellés se trouvent")} à partir de la position {French.Of(position)}."),
            (_, { } own) => new(FaultKind.Removed, position, $"À partir de la position {French.Of(position)}, {Some(own - position, "scellé a été supprimé", "scellés ont été supprimés")}."),
            _ => new(FaultKind.Altered, position, $"L'événement à la position {French.Of(position)} (flux {there.Stream}, version {French.Of(there.Version)}) n'est pas celui qui a été scellé."),
        };
    }

    private static string Some(long count, string one, string several) => $"{French.Count(count, "événement")} {(count < 2 ? one : several)}";

    /// <summary>The later position at which an event was sealed; null when it was sealed at none.</summary>
    private static long? PlaceOf(LogLine there, long position, List<TreeHash> expected)
    {
        for (var i = 1; there.Line is not null && i < expected.Count; i++)
            if (there.LeafAt(position + i) == expected[i]) return position + i;
        return null;
    }
}
