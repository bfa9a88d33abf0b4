using System.Text.Encodings.Web;
using System.Text.Unicode;
using Funding.Domain;
using Funding.Host.Reference;
using Funding.Host.Web.Acts;
using Funding.Host.Web.Administration;
using Funding.Host.Web.Desks;
using Funding.Host.Web.Help;
using Funding.Host.Web.Live;
using Funding.Host.Web.Pages;
using Funding.Host.Web.SignIn;
using Funding.Host.Web.Simulating;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Funding.Host.Web;

/// <summary>
/// The pages: server-rendered and whole without script, for who is signed in, and shown to the machine itself only. They need <c>IDossiers</c>, <c>IRegions</c>, <c>ITariffs</c>, <c>IPeople</c>, <c>IInbox</c>, <c>IProofs</c>, <c>IEvaluations</c>, <c>IReplays</c>, <c>IDifferences</c>, <c>IAudit</c>, <c>IProvenance</c>, <c>ISubjects</c>, the exports, the settings and <c>MailReach</c>, and the static files of the host.
/// </summary>
public static class FundingPages
{
    /// <summary>What the pages need beside the readings and the clock of domain time; rules and reference data already there are kept.</summary>
    public static IServiceCollection AddFundingPages(this IServiceCollection services)
    {
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // accents and euro signs as they are: as references they would be a tenth of a page
        services.AddRazorComponents();
        services.AddSignIn();
        services.TryAddSingleton(RuleSettings.Default);
        services.TryAddSingleton(ReferenceData.Current);
        services.AddScoped<RegionsReader>().AddScoped<CptsListReader>().AddScoped<DossierReader>().AddScoped<DeadlinesReader>().AddScoped<ForecastReader>().AddScoped<TariffsReader>().AddScoped<NotificationsReader>().AddScoped<WebhooksReader>().AddScoped<DeadLettersReader>().AddScoped<LedgerReader>();
        services.AddScoped<CommitmentReader>().AddScoped<SimulatorReader>().AddScoped<EvaluationReader>().AddScoped<PatternsReader>();
        services.AddScoped<CptsReplayReader>().AddScoped<RegionReplayReader>().AddScoped<DifferenceReader>();
        services.AddScoped<EntriesReader>().AddScoped<EventReader>().AddScoped<EnvelopeActsReader>().AddScoped<PayablesReader>();
        return services.AddActPages().AddAdminPages().AddDesks().AddLivePages().AddPageCompression();
    }

    /// <summary>Maps <c>/</c>, <c>/regions</c>, <c>/cpts</c>, <c>/cpts/{id}</c>, <c>/baremes</c> and the others, and a French answer to any other page asked for outside <c>/api</c>.</summary>
    public static void MapFundingPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AddEndpointFilter<PageFilter>().ExcludeFromDescription();
        pages.MapSignIn();
        pages.MapDesks();
        pages.MapLivePages();
        pages.MapGet("/regions", (HttpRequest request, RegionsReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapGet("/cpts", (HttpRequest request, CptsListReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapGet("/cpts/{id:guid}", (Guid id, HttpRequest request, DossierReader reader, CancellationToken cancellation) => reader.ReadAsync(id, request.Query, cancellation));
        pages.MapGet("/cpts/{id:guid}/engagements/{commitmentId}", (Guid id, string commitmentId, HttpRequest request, CommitmentReader reader, CancellationToken cancellation) => reader.ReadAsync(id, commitmentId, request.Query, cancellation));
        pages.MapGet("/cpts/{id:guid}/rejeu", (Guid id, HttpRequest request, CptsReplayReader reader, CancellationToken cancellation) => reader.ReadAsync(id, request.Query, cancellation));
        pages.MapGet("/regions/{code}/rejeu", (string code, HttpRequest request, RegionReplayReader reader, CancellationToken cancellation) => reader.ReadAsync(code, request.Query, cancellation));
        pages.MapGet("/ecarts", (HttpRequest request, DifferenceReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapGet("/echeances", (HttpRequest request, DeadlinesReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapGet("/ecritures", (HttpRequest request, EntriesReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapGet("/evenements/{seq}", (string seq, HttpRequest request, EventReader reader, CancellationToken cancellation) => reader.ReadAsync(seq, request.Query, cancellation));
        pages.MapGet("/enveloppes", (HttpRequest request, EnvelopeActsReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapGet("/prevision/sommes", (HttpRequest request, PayablesReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapPageExports();
        pages.MapActPages();
        pages.MapAdminPages();
        pages.MapGet("/simulateur", (HttpRequest request, SimulatorReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapGet("/prevision", (HttpRequest request, ForecastReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapGet("/evaluation", (HttpRequest request, EvaluationReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapGet("/signaux", (HttpRequest request, PatternsReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapGet("/notifications", (HttpRequest request, NotificationsReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapGet("/webhooks", (HttpRequest request, WebhooksReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapGet("/messages-en-echec", (HttpRequest request, DeadLettersReader reader, DeadLetterDesk desk, CancellationToken cancellation)
            => request.Query["id"].ToString() is { Length: > 0 } id ? desk.ShowAsync(id, cancellation) : reader.ReadAsync(request.Query, cancellation));
        pages.MapPost("/registre/verification", (HttpContext http, LedgerReader reader) => reader.VerifyAsync(http));
        pages.MapGet("/registre/avancement", (LedgerReader reader) => reader.Progress());
        pages.MapGet("/registre", (HttpRequest request, LedgerReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapGet("/baremes", (HttpRequest request, TariffsReader reader, CancellationToken cancellation) => reader.ReadAsync(request.Query, cancellation));
        pages.MapHelp();
        pages.MapFallback("{*path:nonfile}", (HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) ? Results.NotFound() : Answers.NotFound()).IsPublic().TakesUnfitPosts();
    }
}
