using Funding.Domain.Ports;
using Funding.Engine.Reading;
using Funding.Host.Api.Reads;
using Funding.Host.Reference;
using Funding.Host.Security;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the entries behind a figure, by the parameters of the API's <c>audit/entries</c>; <c>after</c> turns the pages.</summary>
internal sealed class EntriesReader(IAudit audit, ISubjects subjects, ReferenceData reference, Visitor visitor)
{
    private const int Shown = 50;

    private static readonly string[] Names = ["region", "source", "kind", "budgetYear", "from", "to", "cpts", "commitment", "instalment", "recovery", "seq", "after"];

    public async Task<IResult> ReadAsync(IQueryCollection parameters, CancellationToken cancellation)
    {
        var query = new Query(parameters);
        var filter = EntryFilter.Read(query, reference);
        var fields = new AskedFields(parameters, filter.Region is { } region ? reference.ZoneOf(region) : reference.MainlandZone());
        foreach (var name in Names) fields.Text(name, _ => true, "");
        var after = query.Text("after", 500);
        var moment = new MomentQuestion(new Moment(fields.Until("asOf"), fields.Day("effectiveOn")), fields.Zone);
        query.Skip("asOf", "effectiveOn");
        foreach (var fault in query.Faults)
            if (fault.Pointer != "after" && Names.Contains(fault.Pointer)) fields.Fault(fault.Pointer, fault.Message);
            else throw new UnreadableQuestionException($"« {fault.Pointer} » n’est pas une condition sur des écritures.");
        var within = filter.Within(visitor.Caller, moment.Moment);
        var model = new EntriesModel { Moment = moment, Asked = within ?? filter.Asked with { Moment = moment.Moment }, Fields = fields, Reference = reference };
        if (!fields.AreSound) return Answers.Page<EntriesPage>(model, StatusCodes.Status400BadRequest);
        var found = within is null ? new OpenedEntries(EntrySum.Nothing, new Page<EntryRow>([], null)) : await audit.OpenAsync(within, new PageRequest(Shown, after), cancellation);
        // A CPTS that has none of these entries may be of another scope: it is not named.
        var cpts = found.Page.Items.Select(it => it.CptsId).Concat(model.Asked.CptsId is { } one && found.Sum.Count > 0 ? [one] : []);
        return Answers.Page<EntriesPage>(model with { Found = found, Cpts = await subjects.CptsAsync(cpts, cancellation) });
    }
}
