using System.Globalization;
using Funding.Domain.Ports;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Funding.Host.Api.Reads;
using Funding.Host.Reference;
using Funding.Host.Security;

namespace Funding.Host.Web.Pages;

/// <summary>Reads one event, by its position in the ledger or by its id, which other events name.</summary>
internal sealed class EventReader(IProvenance provenance, IDossiers dossiers, ISubjects subjects, IPeople people, ReferenceData reference, Visitor visitor)
{
    private const int MostDigits = 18;

    public async Task<IResult> ReadAsync(string given, IQueryCollection query, CancellationToken cancellation)
    {
        if (query.Count > 0) throw new UnreadableQuestionException($"« {query.Keys.First()} » : un événement est le même à toute date, cette page ne prend pas de paramètre.");
        var found = given.Length <= MostDigits && long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position > 0 ? await provenance.EventAsync(position, cancellation)
            : Guid.TryParseExact(given, "D", out var id) ? visitor.Caller.Audits() ? await provenance.EventAsync(id, cancellation) : null
            : throw new UnreadableQuestionException($"« {given} » n’est pas une position du registre : un nombre à partir de 1.");
        if (found is null || !await ProvenanceReads.IsSeenAsync(visitor.Caller, found, dossiers, cancellation))
            return Answers.Message(404, "Événement introuvable", $"Le registre n’a pas d’événement {given}, ou il n’est pas de votre périmètre.");

        var cpts = found.CptsId is { } about ? (await subjects.CptsAsync([about], cancellation)).GetValueOrDefault(about) : null;
        var region = (found.Step?.After as Funding.Domain.Cpts.Dossier)?.RegionCode ?? StreamId.RegionOfEnvelope(found.Event.Stream);
        return Answers.Page<EventPage>(new EventModel(
            found, await people.NamesAsync(found.People, cancellation), cpts?.Name, region is null ? reference.MainlandZone() : reference.ZoneOf(region), reference));
    }
}
