using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Refusing;
using Funding.Domain.Views;
using Funding.Engine.Acting;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Store;

/// <summary>What an act would lead to, told before it is recorded.</summary>
[Collection(PostgresTests.Name)]
public sealed class looking_ahead(PostgresFixture postgres)
{
    [EngineFact]
    public async Task shows_the_money_and_the_envelope_that_the_act_then_moves_and_stores_nothing()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        var before = await engine.ScalarAsync<long>("select count(*) from funding.mt_events");

        var seen = await LookAsync(engine, cpts, ProjectPhase.Grant("fir-1", 45_000.50m));

        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events")).ShouldBe(before);
        seen.Outcome.ShouldBeOfType<ActDone>().Answer.Events.ShouldBe(["fir_grant_awarded"]);
        seen.OnCpts.SelectMany(Entries.Of).Select(entry => (entry.Kind, entry.Amount)).ShouldBe([(EntryKind.Committed, Money.Euros(45_000.50m))]);
        var (held, left) = seen.Envelopes.ShouldHaveSingleItem();
        (held.Available, left.Available).ShouldBe((Money.Euros(450_000m), Money.Euros(404_999.50m)));
        (seen.Before!.Commitments.Count, seen.After!.Commitments.Keys.Single()).ShouldBe((0, "fir-1"));
        (await engine.DoAsync(cpts, ProjectPhase.Grant("fir-1", 45_000.50m), ProjectPhase.Ars)).Events.ShouldBe(["fir_grant_awarded"]);
    }

    [EngineFact]
    public async Task tells_the_refusal_that_the_act_would_meet()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(40_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        var refused = new ActRefused(new EnvelopeExceeded(Money.Euros(45_000m), Money.Euros(40_000m)));
        (await LookAsync(engine, cpts, ProjectPhase.Grant("fir-1", 45_000m))).Outcome.ShouldBe(refused);
        (await engine.TryAsync(cpts, ProjectPhase.Grant("fir-1", 45_000m), ProjectPhase.Ars)).ShouldBe(refused);
    }

    [Fact]
    public async Task counts_what_falls_due_first_apart_from_what_is_asked()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.MoveAsync("2024-05-01T08:00:00Z");

        var seen = await LookAsync(engine, cpts, appending_acts.Rename("Autre"));

        seen.OnCpts.Select(it => it.GetType()).ShouldBe([typeof(HealthProjectDeemedValidated), typeof(CptsRenamed)]);
        seen.Outcome.ShouldBeOfType<ActDone>().Answer.Events.ShouldBe(["cpts_renamed"]);
        seen.After!.Phase.ShouldBeOfType<Validated>();
    }

    [Fact]
    public async Task an_envelope_is_shown_as_its_notification_would_leave_it()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var scope = engine.Services.CreateAsyncScope();
        var seen = await scope.ServiceProvider.GetRequiredService<IPreviews>().OfAsync(ProjectPhase.Envelope(40_000m), Header(ProjectPhase.Admin), CancellationToken.None);
        seen.Events.ShouldHaveSingleItem().ShouldBeOfType<EnvelopeNotified>();
        seen.Envelopes.Single().After.Available.ShouldBe(Money.Euros(40_000m));
        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events where stream_id like 'fir-envelope%'")).ShouldBe(0);
    }

    private static async Task<ActPreview> LookAsync(TestEngine engine, Guid cpts, CptsCommand command)
    {
        await using var scope = engine.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IPreviews>().OfAsync(cpts, command, Header(ProjectPhase.Ars), CancellationToken.None);
    }

    private static ActHeader Header(Domain.Rights.Caller caller) => new() { Caller = caller, CorrelationId = Guid.NewGuid() };
}
