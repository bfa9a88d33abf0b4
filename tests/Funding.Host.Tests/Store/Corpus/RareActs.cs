using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;
using Funding.Engine.Storage;
using static Funding.Host.Tests.Store.ProjectPhase;

namespace Funding.Host.Tests.Store.Corpus;

/// <summary>The acts that the made-up history does not tell, on some CPTS more of region 84, in 2027 and after the bar of 2031.</summary>
internal sealed class RareActs(TestEngine engine)
{
    private static readonly Caller Am = TestEngine.Caller(Role.AmOfficer, "f.durand");
    private static readonly Caller ArsPay2 = TestEngine.Caller(Role.ArsAccountant, "f.moreau");
    private static readonly Money Half = Money.Euros(22_500.25m);

    public static async Task PlayAsync(TestEngine engine)
    {
        var acts = new RareActs(engine);
        await engine.MoveAsync("2027-02-01T08:00:00Z");
        await engine.DoAsync(Envelope(450_000m, 2027), Admin);
        await engine.TryAsync(seal => new EnterTariffCell("aci-avenant-2", new(1, TariffItem.Ceiling), Money.Euros(286_000.5m), "texte fictif") { Comment = seal.Seal("Montant fictif.", "comment") }, Admin);
        await acts.RefuseAsync();
        await acts.CorrectAsync();
        await acts.FundAsync();
        var contracted = await acts.ContractAsync();
        await acts.ForgetAsync();
        await acts.EndAsync(contracted);
        await engine.SettleAsync();
    }

    private async Task RefuseAsync()
    {
        var id = Guid.CreateVersion7();
        await engine.DoAsync(id, Registration(id, "CPTS fictive refusée") with { Synthetic = true }, Ars);
        await engine.DoAsync(id, new RefuseLetterOfIntent(), Ars);
    }

    /// <summary>Everything changes, everything is reversed, the opposition comes late, and the CPTS gives up.</summary>
    private async Task CorrectAsync()
    {
        var id = await RegisterAsync("CPTS fictive corrigée");
        await engine.DoAsync(id, seal => new ChangeCpts("CPTS fictive du Val", null, [], 41_000, "urbain", null, "W123456789", seal.Seal("b.fictif@exemple.invalid", "contact")), Ars);
        await GrantAsync(id);
        await PayAsync(id, 1, "VIR-1");
        await ReverseAsync(id, ArsPay2);
        await engine.DoAsync(id, new Pay("rare", 1, Half, "VIR-2"), ArsPay);
        await engine.DoAsync(id, seal => new OrderRecovery("rare", "R-1", Money.Euros(1_000m), seal.Seal("Double paiement.", "reason")), Ars);
        await engine.DoAsync(id, new ReceiveRecovery("rare", "R-1", Money.Euros(100m)) { Reference = "ENC-1" }, ArsPay);
        await ReverseAsync(id, ArsPay2);
        await engine.DoAsync(id, new WaiveRecovery("rare", "R-1", Money.Euros(50m)) { Reference = "REM-1" }, ArsPay);
        await ReverseAsync(id, ArsPay2);
        await ReverseAsync(id, Ars2, "recovery_ordered");
        await engine.DoAsync(id, new Certify("rare", "SF-2", 2, Half), Ars);
        await engine.DoAsync(id, seal => new RefusePayment("rare", 2, seal.Seal("Pièce manquante.", "reason")), ArsPay);
        await engine.DoAsync(id, new Certify("rare", "SF-3", 2, Half), Ars);
        await ReverseAsync(id, Ars2);
        await engine.DoAsync(id, new AmendCommitment("rare", Money.Euros(40_000m), null, "AV-1", new DateOnly(2027, 2, 1)), Ars);
        await engine.DoAsync(id, new SubmitHealthProject(), Ars);
        await engine.MoveAsync("2027-05-03T08:00:00Z");
        await engine.DoAsync(id, new OpposeHealthProject(OppositionGround.Territory) { EffectiveDate = new(2027, 3, 15) }, Ars);
        await engine.DoAsync(id, new CancelCommitment("rare"), Ars);
        await engine.DoAsync(id, seal => new WithdrawCpts(seal.Seal("Plus de bénévoles.", "reason")), Ars);
    }

    /// <summary>Money that is no FIR grant.</summary>
    private async Task FundAsync()
    {
        var id = await RegisterAsync("CPTS fictive aidée");
        await engine.DoAsync(id, new AwardTransformationGrant("rare-tr", 2027, Half, "Outils communs", CostCategory.DigitalTools, "CONV-1", new DateOnly(2027, 1, 20), [new(new(2027, 3, 1), Half)]), Ars);
        await engine.DoAsync(id, new GrantAciOneOff("rare-aide", 2027, Half, "Aide au démarrage", "ACI, article 4.2", [new(new(2027, 3, 1), Half)]), Am);
    }

    /// <summary>A contract is signed, amended, suspended and resumed.</summary>
    private async Task<Guid> ContractAsync()
    {
        var id = await RegisterAsync("CPTS fictive contractante");
        await engine.DoAsync(id, new ChangeCpts(null, null, null, 30_000, null, null, null, null), Ars);
        await engine.DoAsync(id, new SubmitHealthProject(), Ars);
        await engine.DoAsync(id, new ValidateHealthProject(), Ars);
        await engine.DoAsync(id, new OpenNegotiation(), Am);
        await AgreeAsync(id, 1, 40_000m);
        await engine.DoAsync(id, new SignContract(new(2027, 5, 3), null), Am);
        await engine.DoAsync(id, new StartMission(1, Mission.Access), Am);
        await engine.DoAsync(id, new DeployMission(1, Mission.Access), Am);
        await AgreeAsync(id, 2, 30_000m);
        await engine.DoAsync(id, new AmendContract(1, new(2027, 6, 1)), Am);
        await engine.DoAsync(id, seal => new SuspendContract(1, seal.Seal("Comptes non remis.", "reason")), Am);
        await engine.DoAsync(id, seal => new ResumeContract(1, seal.Seal("Comptes remis.", "reason")), Am);
        return id;
    }

    private async Task AgreeAsync(Guid id, int round, decimal access)
    {
        var terms = new Terms("aci-avenant-2", Money.Euros(50_000m), [Of(Mission.Access, access), Of(Mission.Pathways, 20_000m), Of(Mission.Prevention, 10_000m), Of(Mission.Crisis, 5_000.5m)]);
        await engine.DoAsync(id, new ProposeTerms(Party.Cpam, terms), Am);
        await engine.DoAsync(id, new ApproveTerms(round, Party.Cpts), TestEngine.Caller(Role.Cpts, "p.fictif") with { CptsId = id });
        await engine.DoAsync(id, new ApproveTerms(round, Party.Cpam), Am);
        await engine.DoAsync(id, new ApproveTerms(round, Party.Ars), Ars);

        static MissionTerms Of(Mission mission, decimal amount) => new(mission, Money.Euros(amount), Money.Euros(amount));
    }

    /// <summary>Years have opened since; one is assessed, and the contract is terminated.</summary>
    private async Task EndAsync(Guid id)
    {
        await engine.DoAsync(id, new AssessYear(1, 1, [new(Mission.Access, 0.5525m)]), Am);
        await engine.DoAsync(id, seal => new TerminateContract(1, new(2031, 1, 15), seal.Seal("Fin de la CPTS.", "reason")), Am);
        await engine.MoveAsync("2031-01-17T08:00:00Z");
    }

    /// <summary>Paid in time, recorded after the bar.</summary>
    private async Task ForgetAsync()
    {
        var id = await RegisterAsync("CPTS fictive oubliée");
        await GrantAsync(id);
        await engine.DoAsync(id, new Certify("rare", "SF-1", 1, Half), Ars);
        await engine.MoveAsync("2031-01-15T08:00:00Z");
        await engine.SettleAsync();
        await engine.DoAsync(id, new Pay("rare", 1, Half, "VIR-3") { EffectiveDate = new(2030, 12, 20) }, ArsPay);
    }

    private async Task<Guid> RegisterAsync(string name)
    {
        var id = Guid.CreateVersion7();
        await engine.DoAsync(id, seal => Registration(id, name) with { Profile = "rural", Contact = seal.Seal("a.fictif@exemple.invalid", "contact"), Synthetic = true }, Ars);
        await engine.DoAsync(id, seal => new AcceptLetterOfIntent { Reference = "LI-1", Comment = seal.Seal("Dossier complet.", "comment") }, Ars);
        return id;
    }

    private Task<ActAnswer> GrantAsync(Guid id) => engine.DoAsync(
        id, new AwardFirGrant("rare", 2027, Half + Half, "Ingénierie de projet", "CONV-1", new DateOnly(2027, 1, 20), [new(new(2027, 3, 1), Half), new(new(2027, 9, 1), Half)]), Ars);

    private async Task PayAsync(Guid id, int instalment, string reference)
    {
        await engine.DoAsync(id, new Certify("rare", $"SF-{instalment}", instalment, Half), Ars);
        await engine.DoAsync(id, new Pay("rare", instalment, Half, reference), ArsPay);
    }

    /// <summary>Reverses the last act, or the last one of a type.</summary>
    private async Task ReverseAsync(Guid id, Caller by, string type = "%")
    {
        var last = await engine.ScalarAsync<Guid>($"select id from funding.mt_events where stream_id = '{StreamId.OfCpts(id)}' and type like '{type}' order by version desc limit 1");
        await engine.DoAsync(id, seal => new ReverseAct(last, seal.Seal("Erreur de saisie.", "reason")), by);
    }
}
