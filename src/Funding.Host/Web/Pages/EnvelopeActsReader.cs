using System.Globalization;
using Funding.Domain.Ports;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the acts behind what envelopes authorise.</summary>
internal sealed class EnvelopeActsReader(IRegions regions, IProvenance provenance, IPeople people, ReferenceData reference)
{
    private const int Shown = 100;

    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var asked = query["region"].ToString().Trim();
        var fields = new AskedFields(query, reference.IsRegion(asked) ? reference.ZoneOf(asked) : reference.MainlandZone());
        var (region, year) = (fields.Text("region", reference.IsRegion, "le code d’une région"), fields.One("year", YearOf, "un exercice"));
        var question = new MomentQuestion(new Moment(fields.Until("asOf"), fields.Day("effectiveOn")), fields.Zone);
        var after = query["after"].ToString() is { Length: > 0 } cursor ? cursor : null;
        var model = new EnvelopeActsModel { Moment = question, RegionCode = region, Year = year, Fields = fields, IsFirst = after is null, Reference = reference };
        if (!fields.AreSound) return Answers.Page<EnvelopeActsPage>(model, StatusCodes.Status400BadRequest);
        var acts = await provenance.EnvelopeActsAsync(region, year, question.Moment, new PageRequest(Shown, after), cancellation);
        var envelopes = await regions.EnvelopesAsync(region, year, question.Moment, cancellation);
        var names = await people.NamesAsync([.. acts.Items.Select(it => it.Actor).Distinct()], cancellation);
        return Answers.Page<EnvelopeActsPage>(model with { Envelopes = envelopes, Acts = acts, Names = names });
    }

    private static int? YearOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100 ? year : null;
}
