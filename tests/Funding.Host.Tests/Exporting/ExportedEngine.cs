using System.Globalization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Demo;
using Funding.Host.Exporting.Csv;
using Funding.Host.Exporting.Scdl;
using Funding.Host.Reference;
using Funding.Host.Settings;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Exporting;

/// <summary>What the tests of exports begin with: a region with an envelope, and CPTS with grants of two sources.</summary>
internal static class ExportedEngine
{


    public static ScdlSettings Settings { get; } = new() { Grantors = { ["84"] = new GrantorSettings { Siret = SyntheticIdentifiers.Siret(9_999), Name = "ARS Auvergne-Rhône-Alpes" } } };

    public static ScdlExport Scdl(this TestEngine engine, ScdlSettings? settings = null)
        => new(engine.Get<IFoldedDossiers>(), engine.Get<LegalToday>(), engine.Clock, ReferenceData.Current, RuleSettings.Default, settings ?? Settings);

    public static async Task<TestEngine> StartAsync(PostgresFixture postgres, string now = "2024-02-01T08:00:00Z")
    {
        var engine = await TestEngine.StartAsync(postgres, now);
        await engine.DoAsync(ProjectPhase.Envelope(500_000m, int.Parse(now[..4], CultureInfo.InvariantCulture)), ProjectPhase.Admin);
        return engine;
    }

    /// <summary>A CPTS in project phase, known by a SIRET.</summary>
    public static async Task<Guid> BeginAsync(this TestEngine engine, string name, string? siret, string? rna = null)
    {
        var cpts = Guid.NewGuid();
        await engine.DoAsync(cpts, ProjectPhase.Registration(cpts, name) with { Siret = siret, Rna = rna }, ProjectPhase.Ars);
        await engine.DoAsync(cpts, new AcceptLetterOfIntent(), ProjectPhase.Ars);
        return cpts;
    }

    public static AwardFirGrant Fir(string id, string convention, params (DateOnly DueOn, decimal Euros)[] instalments) => new(
        id, 2024, instalments.Select(it => Money.Euros(it.Euros)).Total(), "Ingénierie de projet", convention, new DateOnly(2024, 2, 1), instalments.Select(it => new InstalmentPlan(it.DueOn, Money.Euros(it.Euros))).ToSequence());

    /// <summary>Writes rows as the export does, and gives the file.</summary>
    public static async Task<string> WriteAsync(this ScdlFile file, TestFolder folder, string name = "scdl.csv")
    {
        await using var stream = File.Create(folder[name]);
        await CsvOut.WriteAsync(stream, ScdlSchema.Fields.Select(field => field.Name), file.Rows.ToAsyncEnumerable(), null, CancellationToken.None);
        return folder[name];
    }
}
