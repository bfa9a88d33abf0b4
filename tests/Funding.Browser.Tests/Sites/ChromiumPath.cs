using Funding.Host.Tests.House;
using System.Diagnostics;

namespace Funding.Browser.Tests.Sites;

/// <summary>The browser of this machine: Debian's where it is installed, else the one that the build took from npm.</summary>
internal static class ChromiumPath
{
    private const string OfDebian = "/usr/bin/chromium";

    public static async Task<string> FindAsync() => File.Exists(OfDebian) ? OfDebian : await OfNpmAsync();

    private static async Task<string> OfNpmAsync()
    {
        var script = Path.Combine(Repository.Root, "tests/Funding.Browser.Tests/Chromium/path.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var path = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return node.ExitCode == 0 ? path : throw new InvalidOperationException("No browser: install chromium, or build with npm at hand.");
    }
}
