using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class views_behind(PostgresFixture postgres)
{
    [EngineFact]
    public async Task a_question_about_an_instant_is_not_answered_with_less_than_was_known_then()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.BeginAsync();

        await Should.ThrowAsync<ViewsBehindException>(() => engine.Get<IRegions>().RegionAsync(
            "84", new FinancingQuery(2024, null, null, new Moment(AsOf: engine.Clock.Now)), CancellationToken.None));
    }
}
