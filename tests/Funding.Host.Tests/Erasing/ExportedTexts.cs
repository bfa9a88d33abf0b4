using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Funding.Host.Tests.Acceptance;
using Funding.Host.Tests.Exporting;

namespace Funding.Host.Tests.Erasing;

/// <summary>What whoever opens the files that the host exports can read in them.</summary>
internal static class ExportedTexts
{
    /// <summary>The text of every file, by its address under <c>/api/v1/exports</c>.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(LiveHost host, Guid cpts, string token)
    {
        Dictionary<string, Func<byte[], string>> readers = new(StringComparer.Ordinal)
        {
            ["events.ndjson"] = Encoding.UTF8.GetString, ["entries.csv"] = Encoding.UTF8.GetString, ["scdl"] = Encoding.UTF8.GetString, ["scdl/late"] = Encoding.UTF8.GetString,
            ["financing.xlsx"] = PartsOf, [$"cpts/{cpts}.pdf"] = file => string.Join('\n', PdfText.PagesOf(file)) + Encoding.Latin1.GetString(file),
        };
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, read) in readers) texts[path] = read(await ReadAsync(host, path, token));
        return texts;
    }

    private static async Task<byte[]> ReadAsync(LiveHost host, string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1/exports/{path}", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await host.Client.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(200, path);
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>A workbook is an archive of XML.</summary>
    private static string PartsOf(byte[] workbook)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        return string.Join('\n', archive.Entries.Select(part =>
        {
            using var reader = new StreamReader(part.Open());
            return reader.ReadToEnd();
        }));
    }
}
