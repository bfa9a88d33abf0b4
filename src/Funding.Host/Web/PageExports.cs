using Funding.Host.Api.Problems;
using Funding.Host.Api.Reads;
using Funding.Host.Security;

namespace Funding.Host.Web;

/// <summary>The files of the API for who reads the pages: a browser that follows a link has no token, and has the rights of the visitor.</summary>
internal static class PageExports
{
    public static void MapPageExports(this IEndpointRouteBuilder pages)
    {
        Map("financing.xlsx", ExportReads.FinancingAsync);
        Map("entries.csv", ExportReads.EntriesAsync);
        Map("scdl.csv", ExportReads.ScdlAsync);
        Map("cpts/{id}.pdf", ExportReads.PaperAsync);
        Map("events.ndjson", AuditReads.ExportAsync);

        void Map(string file, Func<ReadRequest, Task<IResult>> read)
            => pages.MapGet("/exports/" + file, (Delegate)(Func<HttpContext, Task<IResult>>)(http => AnswerAsync(http, read)));
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, Func<ReadRequest, Task<IResult>> read)
    {
        var answer = await ReadEndpoint.RunAsync(http, http.RequestServices.GetRequiredService<Visitor>().Caller, read);
        return answer is Problem problem
            ? Answers.Message(problem.Status, problem.Title, string.Join(' ', problem.Errors.Select(fault => $"« {fault.Pointer} » : {fault.Message}").Prepend(problem.Detail)))
            : answer;
    }
}
