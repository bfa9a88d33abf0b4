using System.Globalization;
using Funding.Domain.Ports;
using Funding.Host.Acting;
using Funding.Host.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the acts behind what envelopes authorise.</summary>
internal sealed class EnvelopeActsReader(IRegions regions, IProvenance provenance, IPeople people, ReferenceData reference)
{
    private const int Shown = 100;

    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var region = query["region"].ToString() is { Length: > 0 } code ? code : null;
        if (region is not null && !reference.IsRegion(region)) return Answers.NotFound();
        var question = MomentQuestion.Read(query, region is null ? reference.MainlandZone() : reference.ZoneOf(region));
        var year = YearOf(query["year"]);
        var after = query["after"].ToString() is { Length: > 0 } cursor ? cursor : null;
        try
        {
            var acts = await provenance.EnvelopeActsAsync(region, year, question.Moment, new PageRequest(Shown, after), cancellation);
            var envelopes = await regions.EnvelopesAsync(region, year, question.Moment, cancellation);
            var names = await people.NamesAsync([.. acts.Items.Select(it => it.Actor).Distinct()], cancellation);
            return Answers.Page<EnvelopeActsPage>(new EnvelopeActsModel(question, region, year, envelopes, acts, after is null, names, reference));
        }
        catch (InvalidCursorException)
        {
            throw new UnreadableQuestionException("Cette page de la liste n’existe pas : revenez au début de la liste.");
        }
    }

    private static int? YearOf(string? text)
        => string.IsNullOrWhiteSpace(text) ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100 ? year
            : throw new UnreadableQuestionException($"« {text} » n’est pas un exercice.");
}
