using Funding.Domain.Cpts;
using Funding.Host.Reading;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class telling_progress(PostgresFixture postgres)
{
    [Fact]
    public async Task nothing_waits_when_the_workers_are_done()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await engine.BeginAsync();
        await engine.SettleAsync();

        (await engine.Get<IProgressReader>().ReadAsync(CancellationToken.None)).ShouldBe(new WorkProgress(new(0, null), new(0, null), new(0, null), 0));
    }

    [Fact]
    public async Task what_waits_is_counted_with_its_age_while_no_worker_runs()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2024-05-15T09:00:00Z", workers: false);
        var id = await engine.BeginAsync();
        await engine.DoAsync(id, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.MoveAsync("2024-07-15T22:01:00Z");

        var progress = await engine.Get<IProgressReader>().ReadAsync(CancellationToken.None);
        progress.ShouldBe(new WorkProgress(new(3, 61 * 86_400 + 13 * 3_600 + 60), new(0, null), new(1, 60), 0));
    }
}
