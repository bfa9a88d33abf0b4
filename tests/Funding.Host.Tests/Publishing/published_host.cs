using System.Diagnostics;
using System.IO.Compression;
using Funding.Host.Tests.House;

namespace Funding.Host.Tests.Publishing;

/// <summary>The host as it is deployed. Cost: a build from nothing (a minute or more).</summary>
public sealed class PublishedHost : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Published_from_a_clean_clone_it_serves_its_pages_and_its_style_sheet_compressed_and_what_draws_its_charts()
    {
        await RunAsync("git", "clone", "--quiet", "--depth", "1", "file://" + Repository.Root, folder["clone"]);
        await RunAsync("dotnet", "publish", Path.Combine(folder["clone"], "src/Funding.Host"), "-c", "Release", "-o", folder["host"], "-nodeReuse:false", "-v", "quiet");
        Directory.Delete(folder["clone"], recursive: true); // it must not need its sources

        using var program = new CommandLine.HostProgram(Path.Combine(folder["host"], "Funding.Host.dll"));
        await using var serving = await program.ServeAsync();
        (await serving.GetAsync("/")).Status.ShouldBe(200);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/lib/bootstrap/bootstrap.min.css", UriKind.Relative));
        request.Headers.AcceptEncoding.Add(new("gzip"));
        using var response = await serving.Client.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue();
        response.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        await using var plain = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        (await reader.ReadToEndAsync()).ShouldContain("Bootstrap");
        foreach (var file in (string[])["/css/shared.css", "/css/print.css", "/js/charts.js", "/lib/echarts/echarts.common.min.js", "/lib/echarts/NOTICE.txt"]) (await serving.GetAsync(file)).Status.ShouldBe(200, file);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{await output}\n{await errors}");
    }
}
