using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Funding.Engine.Ledger;

namespace Funding.Engine.Erasing;

/// <summary>
/// What was erased, when, at whose request and how the ledger stood: ids and counts, nothing of what is gone. Signed with the ledger's key over its
/// canonical JSON (RFC 8785) without the member <c>signature</c>: ECDSA P-256, SHA-256, IEEE P1363 form.
/// </summary>
public sealed record ErasureCertificate
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>person</c>, <c>field</c> or <c>event</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The person's id in the log.</summary>
    public Guid? Person { get; init; }

    /// <summary>Whether the texts that she wrote went too.</summary>
    public bool? Texts { get; init; }

    /// <summary>The stream whose texts they were.</summary>
    public string? Stream { get; init; }

    /// <summary>The field; null for all of an event.</summary>
    public string? Field { get; init; }

    /// <summary>The event.</summary>
    public Guid? Event { get; init; }

    /// <summary>Domain time, UTC, six decimals.</summary>
    public required string ErasedAt { get; init; }

    /// <summary>The id of whoever asked for it; the system's by the command line.</summary>
    public required Guid By { get; init; }

    /// <summary>The ids of the keys destroyed: the tokens of the log name theirs.</summary>
    public required IReadOnlyList<Guid> Keys { get; init; }

    /// <summary>How many rows were removed, or emptied of what a caller wrote, by table.</summary>
    public required IReadOnlyDictionary<string, int> Rows { get; init; }

    /// <summary>The last signed head at that time; null before the first.</summary>
    public LedgerAt? Ledger { get; init; }

    /// <summary>The public key, SPKI in base64.</summary>
    public required string Key { get; init; }

    /// <summary>It, signed, as canonical JSON.</summary>
    public string Sign(ECDsa secret)
    {
        var node = JsonSerializer.SerializeToNode(this, Options)!.AsObject();
        node["signature"] = Convert.ToBase64String(secret.SignData(Signed(node), HashAlgorithmName.SHA256));
        return CanonicalJson.Of(node.ToJsonString());
    }

    /// <summary>The certificate that a text holds, and whether its signature is that of the key it names; null when it holds none.</summary>
    public static (ErasureCertificate Certificate, bool IsSigned)? Read(string text)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject node || node["signature"]?.GetValue<string>() is not { } signature) return null;
            node.Remove("signature");
            if (node.Deserialize<ErasureCertificate>(Options) is not { } certificate) return null;
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(certificate.Key), out _);
            return (certificate, key.KeySize == 256 && key.VerifyData(Signed(node), Convert.FromBase64String(signature), HashAlgorithmName.SHA256));
        }
        catch (Exception notOne) when (notOne is JsonException or FormatException or CryptographicException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[] Signed(JsonObject node) => Encoding.UTF8.GetBytes(CanonicalJson.Of(node.ToJsonString()));
}

/// <summary>How the ledger stood: that many events, and the root of their tree in lower-case hex.</summary>
public sealed record LedgerAt(long Size, string RootHash);
