using Funding.Domain;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class racing_for_an_envelope(PostgresFixture postgres)
{
    [EngineFact]
    public async Task thirty_two_officers_race_for_ten_grants_and_ten_win()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        (await engine.TryAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin)).ShouldBeOfType<ActDone>();
        var cpts = await Task.WhenAll(Enumerable.Range(1, 32).Select(i => engine.BeginAsync($"CPTS {i}")));

        var outcomes = await Task.WhenAll(cpts.Select(id => engine.TryAsync(id, ProjectPhase.Grant("fir-1", 45_000m), ProjectPhase.Ars)));

        outcomes.Count(outcome => outcome is ActDone).ShouldBe(10);
        outcomes.OfType<ActRefused>().Select(refused => refused.Rejection).ShouldBe(
            Enumerable.Repeat<Rejection>(new EnvelopeExceeded(Money.Euros(45_000m), Money.Zero), 22));
        var region = await TestEngine.UntilAsync(
            () => engine.Get<IRegions>().RegionAsync("84", new FinancingQuery(2024, null, null, Moment.Now), CancellationToken.None),
            financing => financing.Total.Committed == Money.Euros(450_000m));
        region.Envelope.ShouldBe(new EnvelopeFigures(Money.Euros(450_000m), Money.Euros(450_000m)));
    }
}
