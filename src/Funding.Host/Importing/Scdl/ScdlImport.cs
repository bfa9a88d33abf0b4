using Funding.Domain;
using Funding.Domain.Rights;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Host.Settings;

namespace Funding.Host.Importing.Scdl;

/// <summary>
/// Imports what an agency published: rows whose beneficiary is a CPTS of the record become grants, each judged like an act recorded
/// late. With a fault anywhere in the file nothing is stored; what only a rule refuses is refused for itself.
/// </summary>
internal sealed class ScdlImport(IServiceScopeFactory scopes, IFoldedDossiers dossiers, ScdlSettings settings)
{
    private readonly List<ScdlFinding> bad = [];
    private readonly List<ScdlFinding> remarks = [];

    /// <summary>Imports a file. One import per instance.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="actor">Who imports: the author of the grants, who will not be able to pay them.</param>
    /// <param name="progress">Told the rows performed.</param>
    /// <param name="cancellation">Gives up; what was stored stays, and the same file goes on from there.</param>
    public async Task<ScdlReport> RunAsync(byte[] file, PersonId actor, IProgress<int>? progress, CancellationToken cancellation)
    {
        var judged = JudgedFile.Of(file);
        bad.AddRange(judged.Bad);
        remarks.AddRange(judged.Remarks);
        if (bad.Count > 0) return Report(judged, 0, 0, 0);
        var grants = await MatchAsync(judged, cancellation);
        if (bad.Count > 0) return Report(judged, 0, 0, judged.Rows.Count - grants.Count);
        var (stored, unchanged, correlation) = (0, 0, Guid.CreateVersion7());
        foreach (var grant in grants)
        {
            if (grant.InRecord() is not null) unchanged++;
            else if (await PerformAsync(grant, actor, correlation, cancellation)) stored++;
            progress?.Report(stored + unchanged);
        }

        return Report(judged, stored, unchanged, judged.Rows.Count - grants.Count);
    }

    /// <summary>The rows of CPTS that are grants; what keeps one from being an act is told.</summary>
    private async Task<List<PublishedGrant>> MatchAsync(JudgedFile judged, CancellationToken cancellation)
    {
        var (bySiren, byRna) = (new Dictionary<string, List<FoldedDossier>>(StringComparer.Ordinal), new Dictionary<string, List<FoldedDossier>>(StringComparer.Ordinal));
        await foreach (var cpts in dossiers.ReadAsync(new DossierQuery(), Moment.Now, cancellation))
        {
            if (cpts.State.Identifiers.Latest.Siret is { } siret) Add(bySiren, SirenOf(siret), cpts);
            if (cpts.State.Identifiers.Latest.Rna is { } rna) Add(byRna, rna, cpts);
        }

        var grants = new List<PublishedGrant>();
        foreach (var row in judged.Rows)
        {
            var found = (row.Optional("idBeneficiaire") is { } siret ? bySiren.GetValueOrDefault(SirenOf(siret)) : null) ?? (row.Optional("rnaBeneficiaire") is { } rna ? byRna.GetValueOrDefault(rna) : null);
            if (found is null) continue;
            if (found.Count > 1) bad.Add(new(row.Line, "idBeneficiaire", $"{found.Count} CPTS du registre portent cet identifiant"));
            else if (Judge(row, new PublishedGrant(row, found[0])) is { } grant) grants.Add(grant);
        }

        bad.AddRange(grants.GroupBy(grant => grant.Key).SelectMany(same => same.Skip(1).Select(again => new ScdlFinding(again.Line, null, $"Même bénéficiaire, convention et exercice qu'à la ligne {same.First().Line}."))));
        return grants;
    }

    private PublishedGrant? Judge(CsvRow row, PublishedGrant grant)
    {
        if (grant.NoGrant is { } why)
        {
            remarks.Add(new(row.Line, null, $"{grant.Cpts.State.Name.Latest} : {why}."));
            return null;
        }

        var region = grant.Cpts.State.RegionCode;
        if (settings.Grantors.GetValueOrDefault(region)?.Siret is not { } siret)
            bad.Add(new(row.Line, "idAttribuant", $"le SIRET de l'ARS de la région {region} n'est pas réglé (Funding__Scdl__Grantors__{region}__Siret) : rien ne dit que c'est elle qui attribue"));
        else if (SirenOf(siret) != SirenOf(row.Text("idAttribuant")))
            bad.Add(new(row.Line, "idAttribuant", $"ce n'est pas l'ARS de la région {region}, dont {grant.Cpts.State.Name.Latest} relève"));
        bad.AddRange(grant.Faults());
        if (grant.InRecord() is { IsSame: false } other) bad.Add(new(row.Line, "montant", other.Told));
        return grant;
    }

    private async Task<bool> PerformAsync(PublishedGrant grant, PersonId actor, Guid correlation, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope(); // as a request has
        var caller = new Caller(actor, Role.ArsOfficer, grant.Cpts.State.RegionCode, [], null);
        var header = new ActHeader { Caller = caller, CorrelationId = correlation, IsOfThePast = true };
        var outcome = await scope.ServiceProvider.GetRequiredService<IActs>().PerformAsync(grant.Cpts.Id, grant.ToCommand(), header, cancellation);
        if (outcome is not ActRefused refused) return true;
        bad.AddRange(Reasons.Of(refused.Rejection).Select(reason => new ScdlFinding(grant.Line, null, reason, refused.Rejection.Slug)));
        return false;
    }

    private ScdlReport Report(JudgedFile judged, int stored, int unchanged, int others) => new(judged.Rows.Count, stored, unchanged, others, [.. bad.OrderBy(it => it.Line)], [.. remarks.OrderBy(it => it.Line)]);

    private static void Add(Dictionary<string, List<FoldedDossier>> known, string key, FoldedDossier cpts)
    {
        if (!known.TryGetValue(key, out var same)) known[key] = same = [];
        same.Add(cpts);
    }

    /// <summary>The legal person of an establishment: an association that moves keeps it.</summary>
    private static string SirenOf(string siret) => siret[..9];
}
