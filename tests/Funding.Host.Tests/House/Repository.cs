namespace Funding.Host.Tests.House;

/// <summary>The files of the repository that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot(DirectoryInfo? folder) =>
        folder is null ? throw new DirectoryNotFoundException("No Funding.sln above the tests.")
        : File.Exists(Path.Combine(folder.FullName, "Funding.sln")) ? folder.FullName
        : FindRoot(folder.Parent);
}
