using System.Text;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Demo;
using Funding.Host.Exporting.Csv;
using Funding.Host.Exporting.Scdl;
using Funding.Host.Importing.Scdl;
using Funding.Host.Tests.Exporting;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Store;

/// <summary>What an agency published, imported into a record that knows some of the CPTS. Cost: a database each.</summary>
[Collection(PostgresTests.Name)]
public sealed class importing_published_grants(PostgresFixture postgres)
{
    private const string Header = "nomAttribuant,idAttribuant,idServiceInstructeur,nomBeneficiaire,idBeneficiaire,exerciceBudgetaire,dateConvention,referenceDecision,dispositif,objet,nature,montant,conditionsVersement,"
        + "descriptionConditionsVersement,datesPeriodeVersement,notificationUE,pourcentageSubvention\n";

    private static readonly string Ars = SyntheticIdentifiers.Siret(9_999);
    private static readonly string Vallon = SyntheticIdentifiers.Siret(1);

    [EngineFact]
    public async Task rows_of_known_CPTS_become_grants_once_and_those_of_others_are_left()
    {
        await using var engine = await ExportedEngine.StartAsync(postgres);
        var cpts = await engine.BeginAsync("CPTS du Vallon", Vallon);
        await engine.SettleAsync();
        var file = Header + Row(Vallon, "CONV-1", "45000.50") + Row(SyntheticIdentifiers.Siret(7), "CONV-9", "99000") + Row(Vallon, "CONV-2", "10000", programme: "Fonds de transformation");

        var report = await ImportAsync(engine, file);
        (report.Rows, report.Stored, report.Unchanged, report.Others, report.Bad.Count).ShouldBe((3, 2, 0, 1, 0), string.Join('\n', report.Bad));
        await engine.SettleAsync();
        var grants = (await DossierAsync(engine, cpts)).Commitments.Values.OrderBy(it => it.Ref.Source).ToList();
        grants.Select(it => (it.Ref.Source, it.Ref.BudgetYear, it.Committed, it.Convention, it.Award.EffectiveDate)).ShouldBe(
        [
            (FundingSource.Fir, 2024, Money.Euros(45_000.5m), new Convention("CONV-1", new(2024, 2, 1)), new(2024, 2, 1)),
            (FundingSource.Transformation, 2024, Money.Euros(10_000m), new Convention("CONV-2", new(2024, 2, 1)), new(2024, 2, 1)),
        ]);
        grants[0].Instalments.Select(it => (it.Kind, it.DueOn)).ShouldBe([(InstalmentKind.Whole, new DateOnly(2024, 10, 15))]);

        var again = await ImportAsync(engine, file);
        (again.Stored, again.Unchanged, again.Others, again.Bad.Count).ShouldBe((0, 2, 1, 0));
    }

    [EngineFact]
    public async Task with_one_faulty_row_nothing_is_stored_and_each_is_told_with_its_line_and_column()
    {
        await using var engine = await ExportedEngine.StartAsync(postgres);
        var cpts = await engine.BeginAsync("CPTS du Vallon", Vallon);
        await engine.DoAsync(cpts, ExportedEngine.Fir("fir-1", "CONV-8", (new(2024, 6, 1), 5_000m)), ProjectPhase.Ars);
        await engine.SettleAsync();
        var file = Header + Row(Vallon, "CONV-1", "45000") // good, and not stored
            + Row(Vallon, "", "45000") + Row(Vallon, "CONV-3", "") + Row(Vallon, "CONV-4", "100.01", share: "0.5") + Row(Vallon, "CONV-5", "100", period: "2024-02-30")
            + Row(Vallon, "CONV-1", "45001") + Row(Vallon, "CONV-7", "1", ars: SyntheticIdentifiers.Siret(3)) + Row(Vallon, "CONV-8", "6000");

        var report = await ImportAsync(engine, file);

        report.Bad.Select(it => (it.Line, it.Column)).ShouldBe(
            [(3, "referenceDecision"), (4, "montant"), (5, "montant"), (6, "datesPeriodeVersement"), (7, null), (8, "idAttribuant"), (9, "montant")]);
        report.Bad[^1].Reason.ShouldContain("5\u202F000,00\u202F€");
        report.Stored.ShouldBe(0);
        (await DossierAsync(engine, cpts)).Commitments.Keys.ShouldBe(["fir-1"]);
    }

    [EngineFact]
    public async Task what_only_a_rule_refuses_is_refused_for_itself()
    {
        await using var engine = await ExportedEngine.StartAsync(postgres);
        await engine.BeginAsync("CPTS du Vallon", Vallon);
        await engine.SettleAsync();

        var report = await ImportAsync(engine, Header + Row(Vallon, "CONV-1", "45000") + Row(Vallon, "CONV-2", "600000") + Row(Vallon, "CONV-3", "1000", year: "2023"));

        report.Stored.ShouldBe(1);
        report.Bad.Select(it => (it.Line, it.Problem)).ShouldBe([(3, "envelope-exceeded"), (4, "envelope-missing")]);
    }

    [EngineFact]
    public async Task what_was_exported_is_read_back_as_what_it_came_from_and_becomes_grants_elsewhere()
    {
        await using var engine = await ExportedEngine.StartAsync(postgres);
        var cpts = await engine.BeginAsync("CPTS du « Vallon »", Vallon);
        await engine.DoAsync(cpts, ExportedEngine.Fir("fir-1", "CONV-1", (new(2024, 6, 1), 30_000m), (new(2024, 10, 15), 15_000.5m)), ProjectPhase.Ars);
        await engine.SettleAsync();
        using var memory = new MemoryStream();
        var exported = await engine.Scdl().FileAsync(new DossierQuery(), null, Moment.Now, CancellationToken.None);
        await CsvOut.WriteAsync(memory, ScdlSchema.Fields.Select(field => field.Name), exported.Rows.ToAsyncEnumerable(), null, CancellationToken.None);
        var file = Encoding.UTF8.GetString(memory.ToArray());

        (await ImportAsync(engine, file)).ShouldSatisfyAllConditions(it => it.Unchanged.ShouldBe(1), it => it.Stored.ShouldBe(0), it => it.Bad.ShouldBeEmpty(), it => it.Remarks.ShouldBeEmpty());

        await using var elsewhere = await ExportedEngine.StartAsync(postgres);
        var there = await elsewhere.BeginAsync("CPTS du Vallon", Vallon);
        await elsewhere.SettleAsync();
        (await ImportAsync(elsewhere, file)).Stored.ShouldBe(1);
        (await DossierAsync(elsewhere, there)).Commitments.Values.ShouldHaveSingleItem().Committed.ShouldBe(Money.Euros(45_000.5m));
    }

    private static string Row(string siret, string convention, string amount, string programme = "FIR", string share = "1", string period = "2024-06-01/2024-10-15", string year = "2024", string? ars = null)
        => $"ARS,{ars ?? Ars},{ars ?? Ars},Association,{siret},{year},2024-02-01,{convention},{programme},Ingénierie,aide en numéraire,{amount},échelonné,Deux fois,{period},non,{share}\n";

    private static async Task<ScdlReport> ImportAsync(TestEngine engine, string file)
    {
        var import = new ScdlImport(engine.Services.GetRequiredService<IServiceScopeFactory>(), engine.Get<IFoldedDossiers>(), ExportedEngine.Settings);
        return await import.RunAsync(Encoding.UTF8.GetBytes(file), ProjectPhase.Ars.Person, null, CancellationToken.None);
    }

    private static async Task<Dossier> DossierAsync(TestEngine engine, Guid cpts) => (await engine.Get<IDossiers>().FindAsync(cpts, Moment.Now, CancellationToken.None))!.State;
}
