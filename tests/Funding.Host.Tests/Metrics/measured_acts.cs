using System.Diagnostics.Metrics;
using Funding.Domain.Cpts;
using Funding.Engine.Acting;
using Funding.Engine.Metrics;
using Funding.Host.Tests.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Metrics;

[Collection(PostgresTests.Name)]
public sealed class measured_acts(PostgresFixture postgres)
{
    [EngineFact]
    public async Task each_act_is_counted_once_under_what_became_of_it_and_under_no_name_or_text()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        using var measured = new Measured(engine.Get<IMeterFactory>());
        var id = Guid.NewGuid();

        await engine.DoAsync(id, seal => ProjectPhase.Registration(id, "CPTS de Camille") with { Reference = "LI-1", Contact = seal.Seal("Camille Lenoir", "contact") }, ProjectPhase.Ars);
        await engine.TryAsync(id, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        await engine.TryAsync(Guid.NewGuid(), new AcceptLetterOfIntent(), ProjectPhase.Ars);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);

        measured.Take().ShouldBe([
            "funding.act.duration RegisterCpts done", "funding.act.duration AwardFirGrant wrong-phase", "funding.act.duration AcceptLetterOfIntent not-found", "funding.act.duration NotifyEnvelope done"]);
        measured.Tags.Select(tag => tag.Split('=')[0]).Distinct().ShouldBe(["act", "outcome"], ignoreOrder: true);
    }

    [EngineFact]
    public async Task an_act_that_breaks_is_counted_as_failed_and_breaks()
    {
        await using var services = new ServiceCollection().AddMetrics().AddSingleton<ActMeter>().BuildServiceProvider();
        using var measured = new Measured(services.GetRequiredService<IMeterFactory>());

        await Should.ThrowAsync<NotSupportedException>(() => services.GetRequiredService<ActMeter>().MeasureAsync(new AcceptLetterOfIntent(), () => Task.FromException<ActOutcome>(new NotSupportedException())));

        measured.Take().ShouldBe(["funding.act.duration AcceptLetterOfIntent failed"]);
    }
}
