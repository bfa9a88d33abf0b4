using System.Text;
using Funding.Engine.Ledger.Heads;
using Npgsql;

namespace Funding.Engine.Proving;

/// <summary>What goes beside an exported file, so that it can be verified alone: the heads that it covers and the leaves that were sealed.</summary>
internal static class ExportNotes
{
    /// <summary>Suffix of the file of signed heads beside an export.</summary>
    public const string HeadsSuffix = ".heads";

    /// <summary>Suffix of the file of leaves beside an export: 64 hexadecimal digits a line.</summary>
    public const string LeavesSuffix = ".leaves";

    /// <summary>Writes them, and tells how many of the events a signed head covers: fewer than all when the end of the log was not sealed yet.</summary>
    /// <param name="source">The run-time role's connections.</param>
    /// <param name="path">The exported file.</param>
    /// <param name="count">How many events it holds.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<long> WriteAsync(NpgsqlDataSource source, string path, long count, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var heads = (await HeadTable.AfterAsync(connection, -1, cancellation)).Where(head => head.Size <= count).ToList();
        await File.WriteAllLinesAsync(path + HeadsSuffix, heads.Select(HeadLine.Write), cancellation);
        await using var leaves = new StreamWriter(path + LeavesSuffix, append: false, Encoding.ASCII) { NewLine = "\n" };
        var written = 0L;
        await foreach (var leaf in new DatabaseLog(source).LeavesAsync(1, cancellation))
        {
            if (++written > count) break;
            await leaves.WriteLineAsync(leaf.ToString().AsMemory(), cancellation);
        }

        return heads.LastOrDefault()?.Size ?? 0;
    }
}
