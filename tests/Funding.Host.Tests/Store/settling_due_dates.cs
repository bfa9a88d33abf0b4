using Funding.Domain.Cpts;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class settling_due_dates(PostgresFixture postgres)
{
    [EngineFact]
    public async Task what_falls_due_between_two_moves_of_the_clock_is_known_since_the_first()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2024-05-15T09:00:00Z");
        var id = await engine.BeginAsync();
        await engine.DoAsync(id, new SubmitHealthProject(), ProjectPhase.Ars);

        var first = DateTimeOffset.Parse("2024-07-20T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        await engine.Clock.MoveToAsync(first, CancellationToken.None);
        await engine.Get<IDueDates>().SettleAsync(CancellationToken.None);
        await engine.Clock.MoveToAsync(first.AddYears(1), CancellationToken.None);

        var timeline = await engine.Get<IDossiers>().TimelineAsync(id, Moment.Now, new PageRequest(10), CancellationToken.None);
        timeline.Items.Select(item => (item.Type, item.RecordedAt)).Last().ShouldBe(("health_project_deemed_validated", first));
    }
}
