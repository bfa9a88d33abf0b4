using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Api.Acts;

/// <summary>An act that can be asked for: its address, its fields, and how it is performed.</summary>
/// <param name="Pattern">Address under <c>/api/v1</c>.</param>
/// <param name="Summary">What it does, for the OpenAPI document.</param>
/// <param name="Fields">The members of its body.</param>
internal abstract record ActRoute(string Pattern, string Summary, IReadOnlyList<Field> Fields)
{
    /// <summary>Performs the command that a request makes.</summary>
    public abstract Task<ActOutcome> PerformAsync(IActs acts, ActRequest request, ActHeader header, CancellationToken cancellation);

    /// <summary>What would come of it; nothing is stored.</summary>
    public abstract Task<ActPreview> PreviewAsync(IPreviews previews, ActRequest request, ActHeader header, CancellationToken cancellation);
}

/// <summary>An act on a CPTS.</summary>
internal sealed record CptsRoute(string Pattern, string Summary, IReadOnlyList<Field> Fields, Func<ActRequest, CptsCommand> Command) : ActRoute(Pattern, Summary, Fields)
{
    public override Task<ActOutcome> PerformAsync(IActs acts, ActRequest request, ActHeader header, CancellationToken cancellation)
        => acts.PerformAsync(request.CptsId, request.Complete(Command(request)), header, cancellation);

    public override Task<ActPreview> PreviewAsync(IPreviews previews, ActRequest request, ActHeader header, CancellationToken cancellation)
        => previews.OfAsync(request.CptsId, request.Complete(Command(request)), header, cancellation);
}

/// <summary>An act on an envelope.</summary>
internal sealed record EnvelopeRoute(string Pattern, string Summary, IReadOnlyList<Field> Fields, Func<ActRequest, EnvelopeCommand> Command) : ActRoute(Pattern, Summary, Fields)
{
    public override Task<ActOutcome> PerformAsync(IActs acts, ActRequest request, ActHeader header, CancellationToken cancellation)
        => acts.PerformAsync(request.Complete(Command(request)), header, cancellation);

    public override Task<ActPreview> PreviewAsync(IPreviews previews, ActRequest request, ActHeader header, CancellationToken cancellation)
        => previews.OfAsync(request.Complete(Command(request)), header, cancellation);
}

/// <summary>An act on an ACI tariff.</summary>
internal sealed record TariffRoute(string Pattern, string Summary, IReadOnlyList<Field> Fields, Func<ActRequest, TariffCommand> Command) : ActRoute(Pattern, Summary, Fields)
{
    public override Task<ActOutcome> PerformAsync(IActs acts, ActRequest request, ActHeader header, CancellationToken cancellation)
        => acts.PerformAsync(request.Complete(Command(request)), header, cancellation);

    public override Task<ActPreview> PreviewAsync(IPreviews previews, ActRequest request, ActHeader header, CancellationToken cancellation)
        => previews.OfAsync(request.Complete(Command(request)), header, cancellation);
}

/// <summary>All the acts.</summary>
internal static class ActRoutes
{
    public static IReadOnlyList<ActRoute> All { get; } =
    [
        .. EnvelopeActs.All, .. TariffActs.All, .. RegistrationActs.All, .. GrantActs.All, .. CommitmentActs.All, .. RecoveryActs.All, .. ProjectActs.All,
        .. NegotiationActs.All, .. ContractActs.All,
    ];
}
