using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Engine.Clocks;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Security;

namespace Funding.Host.Web.Pages;

/// <summary>Reads what changed between two moments.</summary>
internal sealed class DifferenceReader(IDifferences differences, IDossiers dossiers, ISubjects subjects, ReferenceData reference, DomainClock clock, Visitor visitor)
{
    private const int PageSize = 50;

    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var fields = new AskedFields(query, await ZoneAsync(query, cancellation));
        var region = fields.Text("region", reference.IsRegion, "le code d’une région");
        var cpts = fields.One("cpts", IdOf, "l’identifiant d’une CPTS");
        if (cpts is { } id && await FindAsync(id, cancellation) is null) fields.Fault("cpts", "Aucune CPTS ne porte cet identifiant.");
        var source = fields.One("source", Slug.Parse<FundingSource>, "une source de financement");
        var usual = await UsualAsync([.. fields.Written], cancellation);
        var (moment, instant, day) = (new Moment(fields.Until("asOf"), fields.Day("effectiveOn")), fields.Until("against"), fields.Day("againstEffectiveOn"));
        var against = moment.Against(instant, day);
        var model = new DifferenceModel { Fields = fields, Usual = usual, Reference = reference };
        if (fields.AreSound && against is null && (moment.EffectiveOn ?? day) is not null)
            fields.Fault(day is null ? "againstEffectiveOn" : "effectiveOn", "Un second jour est attendu, ou un instant.");
        if (!fields.AreSound) return Answers.Page<DifferencePage>(model, 400);
        if (against is null) return Answers.Page<DifferencePage>(model);
        if (Scope.Of(visitor.Caller, region, cpts) is not { } scope) return Answers.NotFound();

        var after = query["after"].ToString() is { Length: > 0 } cursor ? cursor : null;
        var found = await differences.BetweenAsync(scope.Within(EntryQuery.All(moment)) with { Source = source }, against, new PageRequest(PageSize, after), cancellation);
        return Answers.Page<DifferencePage>(model with { Found = found, IsFirst = after is null, Cpts = await subjects.CptsAsync(found.Entries.Items.Select(it => it.Entry.CptsId), cancellation) });
    }

    /// <summary>Times are meant as in the region asked for, or in that of the CPTS; of the nation, as in Paris.</summary>
    private async Task<TimeZoneInfo> ZoneAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var code = query["region"].ToString() is { Length: > 0 } given ? given : IdOf(query["cpts"].ToString()) is { } id ? (await FindAsync(id, cancellation))?.RegionCode : null;
        return code is not null && reference.IsRegion(code) ? reference.ZoneOf(code) : reference.MainlandZone();
    }

    private async Task<List<(string, string)>> UsualAsync(IReadOnlyList<(string, string?)> kept, CancellationToken cancellation)
    {
        var now = await clock.NowAsync(cancellation);
        return [Since("depuis une semaine", now.AddDays(-7)), Since("depuis un mois", now.AddMonths(-1)), Since("depuis un an", now.AddYears(-1))];

        (string, string) Since(string words, DateTimeOffset instant) => (words, Links.To("/ecarts", null, [.. kept, ("asOf", MomentQuestion.Address(instant))]));
    }

    private async Task<DossierSummary?> FindAsync(Guid id, CancellationToken cancellation)
        => Scope.Of(visitor.Caller, null, id) is { } scope && (await dossiers.ListAsync(scope.Dossiers, Moment.Now, new PageRequest(1), cancellation)).Items is [var found, ..] ? found : null;

    private static Guid? IdOf(string text) => Guid.TryParseExact(text.Trim(), "D", out var id) ? id : null;
}
