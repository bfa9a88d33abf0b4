using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Domain.Views;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Security;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the list of CPTS.</summary>
internal sealed class CptsListReader(IDossiers dossiers, ReferenceData reference, Visitor visitor)
{
    private const int PageSize = 50;

    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var moment = MomentQuestion.Read(query, reference.MainlandZone());
        var text = Given(query["q"]);
        var region = Given(query["region"]);
        if (region is not null && !reference.IsRegion(region)) throw new UnreadableQuestionException($"« {region} » n’est pas le code d’une région.");
        var phase = WordOf<PhaseName>(Given(query["phase"]), "une phase");
        var step = WordOf<FunnelStep>(Given(query["step"]), "une étape");
        var after = Given(query["after"]);
        var page = Scope.Of(visitor.Caller, region) is { } scope
            ? await dossiers.ListAsync(scope.Dossiers with { Phase = phase, Text = text, Step = step }, moment.Moment, new PageRequest(PageSize, after), cancellation)
            : new Page<DossierSummary>([], null);
        return Answers.Page<CptsListPage>(new CptsListModel
        {
            Moment = moment, Text = text, Phase = phase, Step = step, RegionCode = region, Page = page, IsFirst = after is null, Reference = reference,
        });
    }

    private static T? WordOf<T>(string? text, string what) where T : struct, Enum
        => text is null ? null : Slug.Parse<T>(text) ?? throw new UnreadableQuestionException($"« {text} » n’est pas {what}.");

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
