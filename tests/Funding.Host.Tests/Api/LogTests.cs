namespace Funding.Host.Tests.Api;

public sealed class LogTests : IAsyncLifetime, IDisposable
{
    private readonly LogLines lines = new();
    private ApiHost host = null!;

    public Task InitializeAsync()
    {
        host = new ApiHost { Log = lines };
        return host.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
    }

    public void Dispose() => lines.Dispose();

    [Fact]
    public async Task The_log_tells_routes_and_never_what_was_typed()
    {
        var token = host.Token();
        await host.Get("/api/v1/cpts?q=typedquery", token);
        await host.Get("/api/v1/typedaddress", token);
        await host.Post($"/api/v1/cpts/{Dossiers.Id}/withdrawal", """{"reason":"typedbody"}""", token);
        await host.Get("/api/v1/cpts", token + "x");
        await Task.Delay(100);

        var all = string.Join('\n', lines.All);
        all.ShouldContain("POST /api/v1/cpts/{id}/withdrawal -> 200");
        all.ShouldContain("GET /api/v1/cpts -> 401");
        foreach (var typed in new[] { "typedquery", "typedaddress", "typedbody", "a.martin", token.Split('.')[1] }) all.ShouldNotContain(typed);
    }
}
