using System.Text.Json;
using System.Text.Unicode;
using Funding.Host.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace Funding.Host.Api.Bodies;

/// <summary>A body as it came, and what was read of it.</summary>
/// <param name="Bytes">The bytes received.</param>
/// <param name="Value">The members that could be read.</param>
/// <param name="Findings">Faults of value, to be told with those of the rules.</param>
internal sealed record ReadBody(ReadOnlyMemory<byte> Bytes, Body Value, Findings Findings);

/// <summary>Reads bodies: strict JSON, at most a mebibyte, nothing that no field declares.</summary>
internal static class BodyReader
{
    /// <summary>Largest body, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow, MaxDepth = 16 };

    /// <summary>The body of a request, or the problem (400, 413, 415) that it is.</summary>
    public static async Task<(ReadBody? Body, Problem? Problem)> ReadAsync(HttpRequest request, IReadOnlyList<Field> fields, CancellationToken cancellation)
    {
        if (request.ContentLength > MaxBytes) return (null, HttpProblems.TooLarge);
        if (!IsJson(request)) return (null, HttpProblems.NotJson);
        if (await BytesAsync(request.Body, cancellation) is not { } bytes) return (null, HttpProblems.TooLarge);
        var findings = new Findings();
        var body = Parse(bytes, fields, findings);
        return findings.Shape.Count > 0 ? (null, HttpProblems.Malformed(findings.Shape)) : (new ReadBody(bytes, body, findings), null);
    }

    /// <summary>Reads bytes against a declaration. No byte at all stands for <c>{}</c>, unless something is required.</summary>
    public static Body Parse(ReadOnlyMemory<byte> bytes, IReadOnlyList<Field> fields, Findings findings)
    {
        if (bytes.IsEmpty)
        {
            if (fields.Any(field => field.IsRequired)) findings.Misshapen("", "Le corps de la requête est absent : un objet JSON est attendu.");
            return Body.Empty;
        }

        try
        {
            if (!Utf8.IsValid(bytes.Span)) throw new JsonException();
            using var document = JsonDocument.Parse(bytes, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return Body.Read(document.RootElement, fields, "", findings);
            findings.Misshapen("", "Un objet JSON est attendu.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            findings.Misshapen("", "Le corps n'est pas du JSON valide (UTF-8, sans commentaire, sans membre en double, sans rien après la fin).");
        }

        return Body.Empty;
    }

    /// <summary>A body says that it is JSON in UTF-8; no body says nothing.</summary>
    private static bool IsJson(HttpRequest request)
    {
        if (string.IsNullOrEmpty(request.ContentType)) return request.ContentLength is 0 || (request.ContentLength is null && !request.Headers.ContainsKey(HeaderNames.TransferEncoding));
        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>All the bytes, or null as soon as there are too many.</summary>
    private static async Task<byte[]?> BytesAsync(Stream stream, CancellationToken cancellation)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (kept.Length + read > MaxBytes) return null;
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
