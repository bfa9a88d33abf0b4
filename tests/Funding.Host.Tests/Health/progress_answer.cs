using Funding.Engine.Reading;
using Funding.Host.Api.Reads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Funding.Host.Tests.Health;

public sealed class progress_answer
{
    [Fact]
    public async Task it_tells_each_worker_with_its_leader()
    {
        var progress = new WorkProgress([
            new("sequencer", 3, 1.5, 0, new(new Guid("11111111-2222-3333-4444-555555555555"), DateTimeOffset.UnixEpoch, 4.25)), new("views", 0, null, 2, null)]);

        (await AskAsync(() => progress)).ShouldBe((200,
            """{"workers":[{"name":"sequencer","waiting":3,"oldestSeconds":1.5,"skipped":0,"lease":{"holder":"11111111-2222-3333-4444-555555555555","since":"1970-01-01T00:00:00.000000Z","secondsLeft":4.25},"led":true},{"name":"views","waiting":0,"skipped":2,"led":false}],"alarms":[]}"""));
    }

    [Fact]
    public async Task it_tells_the_alarms_that_are_raised()
    {
        var progress = new WorkProgress([new("views", 3, 60.5, 0, null), new("notices", 1, 10, 1, null), new("deliveries", 1, 3_600, 2, null)]);

        (await AskAsync(() => progress)).Text.ShouldEndWith(
            ""","alarms":[{"name":"unprojected","seconds":60.5,"threshold":60},{"name":"dead-letters","count":3,"threshold":0}]}""");
    }

    [Fact]
    public async Task without_a_database_it_is_503() => (await AskAsync(() => throw new NpgsqlException("No."))).Status.ShouldBe(503);

    private static async Task<(int Status, string Text)> AskAsync(Func<WorkProgress> read)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(new Settings.FundingSettings()).AddSingleton<IProgressReader>(new Reader(read)).AddHealthChecks();
        await using var app = builder.Build();
        app.MapHealth();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var answer = await client.GetAsync(new Uri("/health/progress", UriKind.Relative));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private sealed class Reader(Func<WorkProgress> read) : IProgressReader
    {
        public Task<WorkProgress> ReadAsync(CancellationToken cancellation) => Task.FromResult(read());
    }
}
