using System.Text.Json;
using Funding.Engine.Ledger.Trees;

namespace Funding.Engine.Ledger.Heads;

/// <summary>A head as JSON tells it: the API's answer, and a line of the file of heads.</summary>
internal sealed record HeadLine(long Size, string RootHash, string SignedAt, string Signature, string Key)
{
    public static HeadLine Of(TreeHead head)
        => new(head.Size, head.RootHash.ToString(), LedgerInstant.Text(head.SignedAt), Convert.ToBase64String(head.Signature.Span), head.KeyText);

    public static string Write(TreeHead head) => JsonSerializer.Serialize(Of(head), JsonSerializerOptions.Web);

    /// <summary>The head that a line tells; null when it tells none.</summary>
    public static TreeHead? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<HeadLine>(line, JsonSerializerOptions.Web) is { Size: >= 0, RootHash: not null, SignedAt: not null, Signature: not null, Key: not null } it
                && TreeHash.Parse(it.RootHash) is { } root && LedgerInstant.Parse(it.SignedAt) is { } at
                ? new TreeHead(it.Size, root, at, Convert.FromBase64String(it.Signature), Convert.FromBase64String(it.Key))
                : null;
        }
        catch (Exception notOne) when (notOne is JsonException or FormatException)
        {
            return null;
        }
    }
}
