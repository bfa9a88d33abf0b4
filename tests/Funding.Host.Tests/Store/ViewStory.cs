using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Engine.Reading;
using Funding.Engine.Storage;

namespace Funding.Host.Tests.Store;

/// <summary>A region with one story in it, and all that its views tell.</summary>
internal static class ViewStory
{
    private static readonly PageRequest All = new(200);

    /// <summary>A project phase with late acts, corrections, a second territory and an opposition that came late; told after each act.</summary>
    public static async Task<Guid> StoryAsync(TestEngine engine, Func<Task>? then = null)
    {
        then ??= () => Task.CompletedTask;
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        await then();
        var id = Guid.NewGuid();
        await engine.DoAsync(id, ProjectPhase.Registration(id, on: new(2024, 1, 28)), ProjectPhase.Ars);
        await then();
        await engine.DoAsync(id, new AcceptLetterOfIntent { EffectiveDate = new(2024, 1, 30) }, ProjectPhase.Ars);
        await then();
        await engine.DoAsync(id, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        await then();
        await engine.DoAsync(id, new Certify("g", "c1", 1, Money.Euros(30_000m)), ProjectPhase.Ars);
        await then();
        await engine.MoveAsync("2024-03-04T09:00:00Z");
        await engine.DoAsync(id, new Pay("g", 1, Money.Euros(20_000m), "VIR-1") { EffectiveDate = new(2024, 2, 20) }, ProjectPhase.ArsPay);
        await then();
        await engine.DoAsync(id, new SubmitHealthProject(), ProjectPhase.Ars);
        await then();
        await engine.DoAsync(id, appending_acts.Rename("CPTS du Vallon sud") with { EffectiveDate = new(2024, 2, 25) }, ProjectPhase.Ars);
        await then();
        await engine.DoAsync(id, appending_acts.Rename("CPTS du Val") with { EffectiveDate = new(2024, 2, 10) }, ProjectPhase.Ars);
        await then();
        await engine.DoAsync(id, sealer => new OrderRecovery("g", "r", Money.Euros(1_200.50m), sealer.Seal("indu", "reason")), ProjectPhase.Ars);
        await then();
        await engine.DoAsync(id, new ReceiveRecovery("g", "r", Money.Euros(1_000m)) { Reference = "T1" }, ProjectPhase.ArsPay);
        await then();
        await engine.MoveAsync("2024-05-06T09:00:00Z");
        await engine.SettleAsync();
        await then();
        await engine.DoAsync(id, new AmendCommitment("g", Money.Euros(40_000m), null, null, null), ProjectPhase.Ars);
        await then();
        await engine.DoAsync(new SetCptsShare("84", 2024, Money.Euros(300_000m), "PART") { EffectiveDate = new(2024, 4, 1) }, ProjectPhase.Ars);
        await then();
        await engine.MoveAsync("2024-05-10T09:00:00Z");
        await engine.DoAsync(id, new OpposeHealthProject(OppositionGround.Territory) { EffectiveDate = new(2024, 5, 4) }, ProjectPhase.Ars);
        await then();
        var payment = (await engine.Get<IDossiers>().TimelineAsync(id, Moment.Now, All, CancellationToken.None)).Items.Single(item => item.Event is RecoveryReceived).Id;
        await engine.DoAsync(id, sealer => new ReverseAct(payment, sealer.Seal("erreur", "reason")), TestEngine.Caller(Funding.Domain.Rights.Role.ArsAccountant, "i.faure"));
        await then();
        return id;
    }

    /// <summary>The financing of the region at a moment.</summary>
    public static Task<Financing> FinancingAsync(TestEngine engine, Moment moment)
        => engine.Get<IRegions>().RegionAsync("84", new FinancingQuery(2024, null, null, moment), CancellationToken.None);

    /// <summary>All that views tell at a moment, as one text.</summary>
    public static async Task<string> EverythingAsync(TestEngine engine, Moment moment)
    {
        var list = (await engine.Get<IDossiers>().ListAsync(new DossierQuery(), moment, All, CancellationToken.None)).Items;
        var (regions, nation) = await engine.Get<IRegions>().NationAsync(new FinancingQuery(2024, null, null, moment), CancellationToken.None);
        var timelines = new List<object>();
        foreach (var row in list)
        {
            var items = (await engine.Get<IDossiers>().TimelineAsync(row.Id, moment, All, CancellationToken.None)).Items;
            timelines.Add(items.Select(item => new { item.Id, item.Position, item.Version, item.Type }));
            var view = await engine.Get<IDossiers>().FindAsync(row.Id, moment, CancellationToken.None);
            timelines.Add(new { view!.Version, view.State.Phase.Name, Phases = view.State.Phases.Select(phase => phase.ToString()), Commitments = view.State.Commitments.Values.Select(it => it.Outstanding.ToString()) });
        }

        return System.Text.Json.JsonSerializer.Serialize(new
        {
            list, regions = regions.Where(region => region.RegionCode == "84"), nation, timelines,
            envelopes = await engine.Get<IRegions>().EnvelopesAsync(null, null, moment, CancellationToken.None),
            entries = (await engine.Get<IAudit>().EntriesAsync(new EntryQuery(null, null, null, null, null, null, null, null, moment), All, CancellationToken.None)).Items,
        }, EventJson.Options);
    }
}
