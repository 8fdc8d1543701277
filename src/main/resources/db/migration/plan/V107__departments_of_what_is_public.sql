-- A department that only a draft names is the office's own affair; the public sees those that what is disclosed names.
create index planned_project_department on planned_project (department_id);
drop policy public_reads on department;
create policy public_reads on department for select
    using ((select reads_disclosed()) and exists (select from planned_project pp where pp.department_id = department.id));
