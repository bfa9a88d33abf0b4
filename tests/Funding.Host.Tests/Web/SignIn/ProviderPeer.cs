using System.Diagnostics;
using System.Text.Json;
using Funding.Host.Tests.House;

namespace Funding.Host.Tests.Web.SignIn;

/// <summary>A real provider of identities (npm oidc-provider) in a process of its own, on loopback.</summary>
internal sealed class ProviderPeer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Task reading;

    private ProviderPeer(Process process, string issuer)
    {
        (this.process, Issuer) = (process, issuer);
        reading = process.StandardOutput.ReadToEndAsync();
    }

    public string Issuer { get; }

    /// <summary>Starts it.</summary>
    /// <param name="options">Of Provider/provider.mjs.</param>
    public static async Task<ProviderPeer> StartAsync(object options)
    {
        var script = Path.Combine(Repository.Root, "tests/Funding.Host.Tests/Web/SignIn/Provider/provider.mjs");
        var process = Process.Start(new ProcessStartInfo("node", [script, JsonSerializer.Serialize(options, JsonSerializerOptions.Web)])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true,
        })!;
        var first = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("The provider did not start.");
        return new ProviderPeer(process, JsonDocument.Parse(first).RootElement.GetProperty("issuer").GetString()!);
    }

    /// <summary>Ends it: nothing answers at its address any more.</summary>
    public async Task StopAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
    }
}
