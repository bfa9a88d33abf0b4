using System.Text.RegularExpressions;
using Funding.Engine.Clocks;
using Npgsql;

namespace Funding.Host.Tests.Store;

/// <summary>A server whose clock, dates and intervals are written another way. Cost: a server of its own and a long story, twice.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class servers_elsewhere(PostgresFixture postgres)
{
    [Fact]
    public async Task a_server_in_Paris_tells_the_same_as_one_in_UTC()
    {
        await using var here = await TestEngine.StartAsync(postgres);
        await using var server = await OwnServer.StartAsync(("timezone", "Europe/Paris"), ("log_timezone", "Europe/Paris"), ("datestyle", "SQL, DMY"), ("intervalstyle", "iso_8601"));
        await Sql.RunAsync(server.Database.SuperuserConnectionString, "alter database funding set timezone = 'Europe/Paris'; alter role funding_app set timezone = 'Europe/Paris'");
        var database = new TestDatabase("funding", Bare(server.Database.OwnerConnectionString), Bare(server.Database.RuntimeConnectionString), server.Database.SuperuserConnectionString);
        await using var paris = await TestEngine.StartAsync(database, workers: true);
        (await Sql.AskAsync<string>(database.RuntimeConnectionString, "show timezone")).ShouldBe("Europe/Paris");

        (await TellAsync(paris)).ShouldBe(await TellAsync(here));

        // Not to the second: it is the zone that would be an hour off.
        (await new PostgresClock(paris.Source).NowAsync(CancellationToken.None) - DateTimeOffset.UtcNow).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(10));
    }

    /// <summary>The connection string of a server that somebody else runs says nothing of time zones.</summary>
    private static string Bare(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Remove("Timezone");
        return builder.ConnectionString;
    }

    /// <summary>A story with acts on both sides of midnight in Paris and of a change of hour, all that views tell of it at each of its moments, and all that is stored.</summary>
    private static async Task<string> TellAsync(TestEngine engine)
    {
        var told = new List<string>();
        await ViewStory.StoryAsync(engine, async () =>
        {
            await engine.SettleAsync();
            told.Add(await ViewStory.EverythingAsync(engine, new Funding.Engine.Reading.Moment(engine.Clock.Now)));
        });
        foreach (var instant in new[] { "2024-07-14T21:59:59Z", "2024-07-14T22:00:00Z", "2024-10-27T00:59:59Z", "2024-10-27T01:00:00Z", "2028-12-31T22:59:59Z", "2028-12-31T23:00:00Z" })
        {
            await engine.MoveAsync(instant);
            await engine.BeginAsync($"CPTS de {instant}");
            await engine.SettleAsync();
            told.Add(await ViewStory.EverythingAsync(engine, new Funding.Engine.Reading.Moment(engine.Clock.Now)));
        }

        foreach (var table in new[] { "mt_streams", "mt_events", "ledger", "dossiers", "entries", "cpts_facts", "envelope_acts", "commands" })
            told.AddRange((await engine.ScalarAsync<string[]>($"select array_agg(to_jsonb(t)::text) from funding.{table} t")).Select(Masked).Order(StringComparer.Ordinal));
        return string.Join('\n', told.Select(Masked));
    }

    /// <summary>Ids are drawn at random, and so are keys and what is sealed with them.</summary>
    private static string Masked(string text) => Random().Replace(text, "#");

    [GeneratedRegex(@"s1\.[0-9a-zA-Z._-]+|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Random();
}
