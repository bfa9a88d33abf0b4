using Funding.Engine.Reading;
using Funding.Host.Security;
using Funding.Host.Security.SignIn;
using Funding.Host.Web.SignIn;

namespace Funding.Host.Web;

/// <summary>
/// What holds for every page: shown where it may be read, to who is signed in and does not ask too much, no script and no style but the host's own files, nothing
/// recorded of a form that no page of this session showed, and a French page when something breaks.
/// </summary>
internal sealed class PageFilter(ILogger<PageFilter> log) : IEndpointFilter
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!http.RequestServices.GetRequiredService<PageReach>().Holds(http)) return Results.NotFound();
        Harden(http.Response.Headers);
        try
        {
            if ((await RefusalAsync(http) ?? await next(context)) is IResult result) await result.ExecuteAsync(http);
        }
        catch (UnreadableQuestionException unreadable) when (!http.Response.HasStarted)
        {
            await Answers.Unreadable(unreadable.Message).ExecuteAsync(http);
        }
        catch (InvalidCursorException) when (!http.Response.HasStarted)
        {
            await Answers.Unreadable("Cette page de la liste n’existe pas : revenez au début de la liste.").ExecuteAsync(http);
        }
        catch (ViewsBehindException) when (!http.Response.HasStarted)
        {
            await Answers.Behind().ExecuteAsync(http);
        }
        catch (Exception failure) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            log.LogError(failure, "The page {Path} failed.", http.Request.Path);
            http.Response.Clear();
            Harden(http.Response.Headers);
            await Answers.Broken(http.TraceIdentifier).ExecuteAsync(http);
        }

        return Results.Empty;
    }

    /// <summary>Who it is and what they sent, and why no page is to be prepared for it, if so.</summary>
    private static async Task<IResult?> RefusalAsync(HttpContext http)
    {
        http.RequestServices.GetRequiredService<SessionCookie>().TellScheme(http.Request);
        var (visitor, post) = (http.RequestServices.GetRequiredService<Visitor>(), http.RequestServices.GetRequiredService<PagePost>());
        await http.RequestServices.GetRequiredService<Sessions>().RecognizeAsync(http, visitor);
        var reads = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (http.RequestServices.GetRequiredService<PageLimits>().Wait(http, visitor, reads) is { } wait) return Answers.TooMany(http, wait);
        if (!reads) await post.ReadAsync(http);
        if (!visitor.IsKnown && !PageMarks.IsPublic(http))
            return reads ? Results.LocalRedirect(ReturnAddress.SignIn(http.Request)) : Answers.Page<ExpiredPage>(ExpiredModel.Of(http.Request, post), StatusCodes.Status401Unauthorized);
        if (visitor.IsKnown && !visitor.Caller.Opens(PageRights.PageOf(http))) return Answers.Forbidden();
        return reads || post.Fits || PageMarks.TakesUnfitPosts(http) ? null : Answers.Unfit();
    }

    private static void Harden(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store"; // as the framework writes it where there is a form: it complains of anything else
    }
}
