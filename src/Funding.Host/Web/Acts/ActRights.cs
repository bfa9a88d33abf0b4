using Funding.Domain;
using Funding.Domain.Refusing;
using Funding.Domain.Rights;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;
using Funding.Host.Api.Acts;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Web.Acts;

/// <summary>Whether an act is the visitor's to make, whatever will be answered in its form: the rules' own word (LIFECYCLE section 7).</summary>
internal static class ActRights
{
    private static readonly ISealer Unused = new NoSealer();

    /// <summary>Null when it is; else <c>not-found</c> or <c>forbidden</c>.</summary>
    public static Rejection? RefusalOf(ActRoute route, ActSubject subject)
    {
        var request = ActRequest.At(subject.Path, Body.Empty, subject.Caller, Unused);
        return route switch
        {
            // These two say their region only once they are filled in.
            CptsRoute { Pattern: "cpts" } => subject.Caller.Role == Role.ArsOfficer ? null : new Forbidden(),
            EnvelopeRoute { Pattern: "fir-envelopes" } => subject.Caller.Role == Role.Admin ? null : new Forbidden(),
            CptsRoute on => subject.View is { } view ? Permission.Refusal(subject.Caller, view.Id, on.Command(request), view.State) : new NotFound(),
            EnvelopeRoute on => Permission.Refusal(subject.Caller, on.Command(request)),
            TariffRoute on => Permission.Refusal(subject.Caller, on.Command(request), subject.Tariff?.Tariff ?? new AciTariff("")),
            _ => throw new InvalidOperationException(route.GetType().Name),
        };
    }

    /// <summary>A form that nobody has filled in holds no text.</summary>
    private sealed class NoSealer : ISealer
    {
        public SealedText Seal(string text, string field) => throw new InvalidOperationException("Nothing was written yet.");
    }
}
