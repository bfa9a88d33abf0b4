namespace Funding.Host.Web.Administration;

/// <summary>What administrators do in the browser: subscriptions, dead letters, views, and a look at the settings. Everybody else's e-mail too.</summary>
internal static class AdminPages
{
    public static IServiceCollection AddAdminPages(this IServiceCollection services)
        => services.AddScoped<WebhookDesk>().AddScoped<DeadLetterDesk>().AddScoped<ViewsDesk>().AddSingleton<RebuildRun>().AddScoped<OwnMailDesk>();

    public static void MapAdminPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/administration", () => Answers.Page<AdministrationPage>(new AdministrationModel()));
        pages.MapGet("/administration/reglages", (Settings.FundingSettings settings, Domain.RuleSettings rules) => Answers.Page<SettingsPage>(new SettingsModel(EffectiveSettings.Of(settings, rules))));
        pages.MapGet("/administration/vues", (ViewsDesk desk, CancellationToken cancellation) => desk.ShowAsync(null, cancellation));
        pages.MapPost("/administration/vues/{view}", (string view, PagePost post, ViewsDesk desk, CancellationToken cancellation) => desk.RebuildAsync(view, post, cancellation));

        pages.MapPost("/webhooks", (PagePost post, WebhookDesk desk, CancellationToken cancellation) => desk.OpenAsync(post, cancellation));
        pages.MapPost("/webhooks/{id:guid}/{act}", (Guid id, string act, PagePost post, WebhookDesk desk, CancellationToken cancellation) => desk.DoAsync(id, act, post, cancellation));

        pages.MapPost("/messages-en-echec/renvoi", (PagePost post, DeadLetterDesk desk, CancellationToken cancellation) => desk.ReplayAllAsync(post, cancellation));
        pages.MapPost("/messages-en-echec/{id:guid}/renvoi", (Guid id, DeadLetterDesk desk, CancellationToken cancellation) => desk.ReplayAsync(id, cancellation));
        pages.MapPost("/messages-en-echec/{id:guid}/abandon", (Guid id, PagePost post, DeadLetterDesk desk, CancellationToken cancellation) => desk.DiscardAsync(id, post, cancellation));

        pages.MapGet("/notifications/reglages", (HttpRequest request, OwnMailDesk desk, CancellationToken cancellation) => desk.ShowAsync(request.Query, cancellation));
        pages.MapPost("/notifications/reglages", (PagePost post, OwnMailDesk desk, CancellationToken cancellation) => desk.SetAsync(post, cancellation));
    }

    /// <summary>Back to a page that shows what was done: a reload does not do it again.</summary>
    public static IResult Done(string address, params IEnumerable<(string Name, string? Value)> more) => new SeeOther(Links.To(address, null, more));

    private sealed record SeeOther(string Address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            (httpContext.Response.StatusCode, httpContext.Response.Headers.Location) = (StatusCodes.Status303SeeOther, Address);
            return Task.CompletedTask;
        }
    }
}
