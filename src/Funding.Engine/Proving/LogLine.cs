using System.Globalization;
using System.Text;
using Funding.Engine.Ledger.Trees;

namespace Funding.Engine.Proving;

/// <summary>An event as a log tells it.</summary>
/// <param name="Position">Where it says it is; 1 for the first.</param>
/// <param name="Line">Its canonical JSON in UTF-8; null where the ledger has a position whose event is gone.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Its place in the stream.</param>
internal sealed record LogLine(long Position, byte[]? Line, string Stream, long Version)
{
    private static readonly byte[] Seq = ",\"seq\":"u8.ToArray();

    /// <summary>Its leaf as it stands.</summary>
    public TreeHash Leaf => TreeHash.OfLeaf(Line);

    /// <summary>The leaf that it would be at a position: null when the line has no place to write it.</summary>
    public TreeHash? LeafAt(long position)
    {
        // A quotation mark inside a string is escaped: the last such mark is the member's own, which follows the data.
        var at = Line is null ? -1 : Line.AsSpan().LastIndexOf(Seq);
        if (at < 0) return null;
        var number = at + Seq.Length;
        var rest = Line.AsSpan(number).IndexOf((byte)',');
        if (rest < 0) return null;
        byte[] moved = [.. Line.AsSpan(0, number), .. Encoding.ASCII.GetBytes(position.ToString(CultureInfo.InvariantCulture)), .. Line.AsSpan(number + rest)];
        return TreeHash.OfLeaf(moved);
    }
}

/// <summary>A log to verify: the live one, or an exported file.</summary>
internal interface ILog
{
    /// <summary>The events from a position on, in the order of the log, some at a time.</summary>
    IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAsync(long from, CancellationToken cancellation);
}
