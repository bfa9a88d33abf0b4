using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Funding.Engine.Acting;
using Funding.Host.Api.Problems;
using Microsoft.Extensions.Primitives;

namespace Funding.Host.Api.Http;

/// <summary>The headers that acts take.</summary>
internal static class ActHeaders
{
    private const int LongestKey = 255;
    private static readonly SearchValues<char> Printable = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    /// <summary>The version of <c>If-Match: "12"</c>, null when absent or <c>*</c> (any version); a problem for anything else, and on what has no ETag.</summary>
    public static (long? Version, Problem? Problem) IfMatch(StringValues header, bool isAllowed)
    {
        if (header.Count == 0) return (null, null);
        if (!isAllowed) return (null, HttpProblems.Malformed() with { Detail = "If-Match ne s'applique qu'aux actes sur une CPTS." });
        if (header is ["*"]) return (null, null);
        return header.Count == 1 && header[0] is ['"', .. var inner, '"'] && inner.All(char.IsAsciiDigit) && long.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (version, null)
            : (null, HttpProblems.Malformed() with { Detail = "If-Match attend une version entre guillemets, par exemple \"12\"." });
    }

    /// <summary>The idempotency key with the hash of what it guards, null when absent.</summary>
    public static (Idempotency? Key, Problem? Problem) Idempotency(HttpRequest request, ReadOnlySpan<byte> body)
    {
        var header = request.Headers["Idempotency-Key"];
        if (header.Count == 0) return (null, null);
        return header.Count == 1 && header[0] is { Length: > 0 and <= LongestKey } key && !key.AsSpan().ContainsAnyExcept(Printable)
            ? (new Idempotency(key, Hash(request, body)), null)
            : (null, HttpProblems.Malformed() with { Detail = "Idempotency-Key compte de 1 à 255 caractères ASCII imprimables." });
    }

    private static string Hash(HttpRequest request, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.PathBase}{request.Path}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
